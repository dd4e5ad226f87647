import { laneTitleIn } from '../../session/compare/lane-title.ts';
import { t } from '../../session/state/text.ts';

/** The name of a lane on the screen. */
export const laneTitle = (id: string): string => laneTitleIn(t, id);
