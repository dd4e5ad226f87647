/** Expect: 100-continue (RFC 9110 §10.1.1). */
import type { Intake } from './intake.ts';
import type { Outlet } from './outlet.ts';

/**
 * A client that waits for a 100 before it sends content gets it, once every earlier request is answered; or, when the
 * head alone decides, the final status, after which its content is not read.
 */
export function answerExpectation(intake: Intake, outlet: Outlet): void {
  const head = intake.expecting;
  if (head === null || outlet.last !== null) return;
  if (intake.denied) intake.refuseUnread();
  else if (outlet.idle) {
    intake.expecting = null;
    outlet.sendContinue(head.ordinal);
  }
}
