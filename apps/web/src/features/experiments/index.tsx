/** The Experiments place: a shelf of starting points, and the open one, which the address names. */
import { EXPERIMENTS } from '#shared/experiments/index.ts';
import { useSubRoutes } from '../../session/state/router.ts';
import { Card } from './card.tsx';
import { Shelf } from './shelf.tsx';

export default function Experiments() {
  const [id] = useSubRoutes();
  const at = EXPERIMENTS.findIndex((experiment) => experiment.id === id);
  const experiment = EXPERIMENTS[at];
  return experiment === undefined ? <Shelf /> : <Card key={experiment.id} experiment={experiment} at={at} />;
}
