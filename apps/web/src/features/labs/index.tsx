/** The labs: what the tutorials teach besides HTTP, done for real. One room at a time; the address names it. */
import type { ComponentType } from 'react';
import { LABS_PATH, useSubRoutes } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { PlaceWithRooms } from '../../ui/place.tsx';
import { ConcurrencyLab } from './concurrency/index.tsx';
import { ErrorsLab } from './errors/index.tsx';
import { NamesLab } from './names/index.tsx';

type RoomId = keyof typeof t.labs.rooms;

interface Room {
  readonly id: RoomId;
  readonly content: ComponentType<{ readonly chosen: string | undefined }>;
}

const ERRORS: Room = { id: 'errors', content: ErrorsLab };
const ROOMS: readonly Room[] = [
  ERRORS,
  { id: 'names', content: NamesLab },
  { id: 'concurrency', content: ConcurrencyLab },
];

export function Labs() {
  const [name, chosen] = useSubRoutes();
  const here = ROOMS.find(({ id }) => id === name) ?? ERRORS;
  const Content = here.content;
  return (
    <PlaceWithRooms
      title={t.labs.title}
      path={LABS_PATH}
      rooms={ROOMS.map(({ id }) => id)}
      names={t.labs.rooms}
      here={here.id}
      intro={t.labs.intro[here.id]}
    >
      <Content chosen={chosen} />
    </PlaceWithRooms>
  );
}
