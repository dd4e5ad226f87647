/** A lab with every server that there is, on any free ports. */
import { onTestFinished } from 'vitest';
import { clockEpoch, clockFrom } from '../../apps/server/src/base/clock.ts';
import { labWorker } from '../../apps/server/src/base/paths.ts';
import type { TlsPem } from '../../apps/server/src/base/tls-files.ts';
import { serverKinds } from '../../apps/server/src/lab/kinds.ts';
import { Recorder } from '../../apps/server/src/lab/recording/recorder.ts';
import { Workers } from '../../apps/server/src/lab/workers.ts';
import type { TestLab } from './harness.ts';

/** `ids`: only these; all when left out. `tls`: without it there is no engine over HTTPS. */
export function wholeLab(ids?: readonly string[], tls: TlsPem | null = null): TestLab {
  const epoch = clockEpoch();
  const recorder = new Recorder(clockFrom(epoch));
  const chosen = serverKinds(labWorker, tls).filter(({ id }) => ids?.includes(id) ?? true);
  const kinds = chosen.map((kind) => ({ ...kind, firstPort: 0 }));
  const workers = new Workers({ recorder, epoch, kinds });
  onTestFinished(() => workers.close());
  return { recorder, workers };
}
