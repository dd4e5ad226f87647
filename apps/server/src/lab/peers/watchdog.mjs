/**
 * Briefly outlives Octet: once Octet is gone, for whatever reason, it kills Octet's peers and removes their folders.
 *
 * A child process does not end with its parent, and SIGKILL cannot be handled. So Octet holds the standard input of
 * this process, which ends when Octet does. Each line is JSON: `{"pid": 1, "folder": "…"}` for a running peer, with
 * `"over": true` for one that has ended.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const PREFIX = 'octet-peer-';

/** @type {Map<number, string>} */
const peers = new Map();

// Whatever ends Octet also ends the input here: signals to the whole group are not meant for this process.
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
        // It has already ended.
      }
      if (isOurs(folder)) rmSync(folder, { recursive: true, force: true });
    }
  });
