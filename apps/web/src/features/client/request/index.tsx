/** The client's form room: the request as a form and as octets, and the outcome. */
import { MOST_SENT, sendRequest, stopRun } from '../../../session/client/client.ts';
import { useDraft, writtenNow } from '../../../session/client/client-draft.ts';
import { useClient } from '../../../session/state/client-run.ts';
import { useCommand } from '../../../session/state/commands.ts';
import { useLink } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Outcome } from '../answer/response-view.tsx';
import styles from '../client.module.css';
import { Code } from './code.tsx';
import { EXAMPLES, start } from './examples.ts';
import { Jar } from './jar-panel.tsx';
import { Octets } from './octets-editor.tsx';
import { Form } from './request-form.tsx';
import { Resting } from './resting.tsx';

export function RequestClient() {
  return (
    <>
      <div className={styles.starts}>
        <span className="note">{t.clientPlace.examples.title}</span>
        {EXAMPLES.map((example) => (
          <Button key={example.id} onClick={() => void start(example)}>
            {t.clientPlace.examples[example.id]}
          </Button>
        ))}
      </div>
      <div className="columns">
        <Form />
        <Octets />
      </div>
      <Send />
      <Outcome room="request" again={sendRequest} />
      <Jar />
      <Code />
    </>
  );
}

function Send() {
  const { draft, octets, input, fault } = useDraft();
  const running = useClient((state) => state.running);
  const linked = useLink().state === 'open';
  const tooLarge = octets.length > MOST_SENT;
  const ready = fault === null ? input === null && writtenNow(draft) !== null : fault.why !== 'escape';
  const send = ready && linked && running === null && !tooLarge ? sendRequest : null;
  useCommand('send', send);
  return (
    <div className={styles.send}>
      <Button variant="primary" disabled={send === null} onClick={() => send?.()}>
        {fault === null ? t.clientPlace.send : t.clientPlace.sendByHand}
      </Button>
      <Button disabled={running === null} onClick={stopRun}>
        {t.clientPlace.stop}
      </Button>
      <span role="status" className="note">
        {tooLarge
          ? t.clientPlace.tooLarge(MOST_SENT)
          : linked
            ? running !== null && t.clientPlace.running
            : t.clientPlace.offline}
      </span>
      <Resting />
    </div>
  );
}
