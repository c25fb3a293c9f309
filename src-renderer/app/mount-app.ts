import { mount } from 'svelte';

import { windowApi } from '../lib/bridge/window-bridge.ts';
import { AppState } from '../lib/state/app-state.svelte.ts';
import App from './App.svelte';
import { reportFaults } from './report-faults.ts';

/** Puts the window in the place of its first frame. */
export function mountApp(): void {
  const target = document.querySelector('#app');
  if (!target) throw new Error('The page has no #app.');
  const api = windowApi();
  reportFaults(api);
  target.replaceChildren();
  mount(App, { target, props: { app: new AppState(api) } });
}
