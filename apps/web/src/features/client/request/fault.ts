import type { OctetsFault } from '#shared/client/draft/read.ts';
import { t } from '../../../session/state/text.ts';

/** Why the form cannot express these octets, in words. */
export function faultText(fault: OctetsFault): string {
  switch (fault.why) {
    case 'verdict':
      return t.clientPlace.faults.verdict(fault);
    case 'unfinished':
      return t.clientPlace.faults.unfinished(fault);
    case 'more':
      return t.clientPlace.faults.more(fault);
    case 'spelling':
      return t.clientPlace.faults.spelling(fault);
    case 'escape':
      return t.clientPlace.faults.escape(fault);
  }
}
