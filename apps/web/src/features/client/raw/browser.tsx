/** Where to see what a browser sends: this one opens a page that returns its request. */
import { useServers } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';

export function ThisBrowser() {
  const engine = useServers().find(({ id, state }) => id === 'engine' && state === 'listening');
  if (engine === undefined) return null;
  const url = `http://${engine.host}:${engine.port}/echo`;
  return (
    <p className="note">
      <RichText>{t.clientPlace.raw.browserNote}</RichText>{' '}
      <a href={url} target="_blank" rel="noreferrer">
        {t.clientPlace.raw.browser(url)}
      </a>
      {t.clientPlace.raw.browserThen}
    </p>
  );
}
