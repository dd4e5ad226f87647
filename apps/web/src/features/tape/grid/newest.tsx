import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import styles from './grid.module.css';

/** Back to the end, for a reader who has scrolled away from it while octets still come. */
export function Newest({ onClick }: { onClick: () => void }) {
  return (
    <Button className={styles.newest} onClick={onClick}>
      <Icon name="down" size={14} /> {t.tape.follow}
    </Button>
  );
}
