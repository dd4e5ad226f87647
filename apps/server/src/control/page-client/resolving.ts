/**
 * Where the page's client may connect: to the lab's servers without asking; to others if the page has consented or
 * `--allow-target` covers them. The address connected to is always one that was checked.
 */
import { type Origin, showOrigin } from '#shared/client/url.ts';
import { readTarget, showTarget } from '#shared/net/target.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import { formatAddress } from '../../base/address.ts';
import { ClientError } from '../../client/errors.ts';
import type { Resolving } from '../../client/setup.ts';
import type { Consents } from '../../lab/clients/consents.ts';
import type { TargetPolicy } from '../../lab/clients/target-policy.ts';

export function checkedBy(
  consents: Consents,
  policy: TargetPolicy,
  lab: { infos(): readonly ServerInfo[] },
): Resolving {
  return async (origin, lookUp) => {
    const named = readTarget(formatAddress(origin.host, origin.port));
    const consented = named.ok ? consents.addressesOf(showTarget(named.target)) : null;
    if (consented !== null) return consented;
    if (named.ok && policy.allows(named.target)) {
      const found = await policy.examine(named.target);
      if (!found.ok) throw notAllowed(origin);
      return found.addresses;
    }
    const ours = listeningAt(lab, origin.port, await lookUp());
    if (ours.length === 0) throw notAllowed(origin);
    return ours;
  };
}

function notAllowed(origin: Origin): ClientError {
  return new ClientError({ code: 'not-allowed', where: showOrigin(origin) });
}

/** Those of the addresses on which a lab server is listening now. */
function listeningAt(
  lab: { infos(): readonly ServerInfo[] },
  port: number,
  addresses: readonly string[],
): readonly string[] {
  const hosts = lab.infos().flatMap((server) => (server.port === port ? [server.host] : []));
  return addresses.filter((address) => hosts.includes(address));
}
