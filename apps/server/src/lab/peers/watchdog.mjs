/**
 * Outlives Octet for a moment: when Octet is gone, however it went, its peers are killed and their folders removed.
 *
 * A child process does not end with its parent, and nobody can react to SIGKILL. So Octet holds the standard input of
 * this process, which ends when Octet does. Each line is JSON: `{"pid": 1, "folder": "…"}` for a peer that runs, with
 * `"over": true` for one that runs no longer.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const PREFIX = 'octet-peer-';

/** @type {Map<number, string>} */
const peers = new Map();

// Whatever ends Octet ends its input here: signals to the whole group are not for this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

/** @param {string} folder */
const isOurs = (folder) => path.basename(folder).startsWith(PREFIX) && path.isAbsolute(folder);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { pid, folder, over } = JSON.parse(line);
    if (over) peers.delete(pid);
    else peers.set(pid, folder);
  })
  .on('close', () => {
    for (const [pid, folder] of peers) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
      if (isOurs(folder)) rmSync(folder, { recursive: true, force: true });
    }
  });
