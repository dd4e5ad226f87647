/** The engine's thread: what a lab starts for the server `engine`. */
import { createHash } from 'node:crypto';
import { REQUEST_TABLE } from '../../../../shared/http1/parser.ts';
import { createEngine } from '../engine/engine.ts';
import { version } from '../paths.ts';
import { runLab } from './thread.ts';

const engine = createEngine();

runLab({
  engineVersion: version(),
  tableDigest: createHash('sha256').update(JSON.stringify(REQUEST_TABLE.rows)).digest('hex').slice(0, 16),
  serve: (wire, recorder, options) => engine.serve(wire, recorder, options),
});
