/** The page: header, rail and the current place. Composition only; each panel is a folder of features/. */
import { Activity, Suspense, useEffect, useState } from 'react';
import styles from './app.module.css';
import { COMPACT } from './layout/breakpoint.ts';
import { PageCommands } from './layout/page-commands.tsx';
import { Header } from './layout/page-header.tsx';
import { Play } from './layout/play.tsx';
import { Rail } from './layout/rail.tsx';
import { usePlace } from './layout/routes.ts';
import { TooltipProvider } from './ui/tooltip.tsx';
import { useMedia } from './ui/use-media.ts';

export function App() {
  const compact = useMedia(COMPACT);
  return (
    <TooltipProvider>
      <div className={styles.page}>
        <Header />
        {!compact && <Rail />}
        <Here />
      </div>
      <PageCommands />
    </TooltipProvider>
  );
}

/** Play is hidden rather than unmounted when the user goes elsewhere, so its panels come back as they were left. */
function Here() {
  const { content: Content } = usePlace();
  const [played, setPlayed] = useState(Content === null);
  useEffect(() => setPlayed((before) => before || Content === null), [Content]);
  const inPlay = Content === null;
  return (
    <div className={styles.here}>
      {(played || inPlay) && (
        <Activity mode={inPlay ? 'visible' : 'hidden'}>
          <Play />
        </Activity>
      )}
      {Content !== null && (
        <Suspense fallback={null}>
          <Content />
        </Suspense>
      )}
    </div>
  );
}
