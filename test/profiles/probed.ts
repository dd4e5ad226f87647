/** The profiles with probes, as the page has them. */
import { PROFILES } from '#shared/profiles/index.ts';
import type { Serve } from '#shared/profiles/os.ts';
import type { Traceable } from '#shared/profiles/replay-trace.ts';

/** The profile `id` of the catalogue, with probes. */
export async function probed(id: string): Promise<Traceable> {
  const profile = PROFILES.find((one) => one.id === id);
  if (profile === undefined) throw new Error(`no profile ${id}`);
  const file: { readonly main: Serve } = await import(
    /* @vite-ignore */ `../../shared/profiles/${profile.file}?probed`
  );
  return { serve: file.main, tree: profile.tree };
}
