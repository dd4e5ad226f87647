import { laneTitleIn } from '../../session/lane-title.ts';
import { t } from '../../text.ts';

/** The name of a lane on the screen. */
export const laneTitle = (id: string): string => laneTitleIn(t, id);
