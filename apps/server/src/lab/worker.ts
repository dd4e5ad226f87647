/** The engine's thread: what a lab starts for the server `engine`. */
import { tableDigest } from '../../../../shared/http1/digest.ts';
import { REQUEST_TABLE } from '../../../../shared/http1/parser.ts';
import { createEngine } from '../engine/engine.ts';
import { version } from '../paths.ts';
import { runLab } from './thread.ts';

const engine = createEngine();

runLab({
  engineVersion: version(),
  tableDigest: tableDigest(REQUEST_TABLE.rows),
  serve: (wire, recorder, options) => engine.serve(wire, recorder, options),
});
