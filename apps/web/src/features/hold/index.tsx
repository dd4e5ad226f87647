/** Hold: the strip above the waiting line, the dialog that says where to stop, and the keys. */
export { HoldCommands } from './commands.tsx';
export { HoldDialog } from './dialog.tsx';
export { HoldStrip } from './strip.tsx';
