import './ui/tokens.css';
import './ui/base.css';
import './ui/field.css';
import './ui/stack.css';
import './ui/switch.css';
import './ui/text.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { chooseFirstLane } from './session/actions/first-lane.ts';
import { openLink } from './session/link/session.ts';
import { listenToKeys } from './session/state/commands.ts';
import { applyTheme } from './session/state/settings.ts';

applyTheme();
listenToKeys();
chooseFirstLane();
void openLink();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
