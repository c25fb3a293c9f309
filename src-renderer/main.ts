import './styles/reset.css';
import './styles/tokens.css';
import './styles/base.css';

import { mount } from 'svelte';

import App from './app/App.svelte';
import { reportFaults } from './app/report-faults.ts';
import { windowApi } from './lib/bridge/window-bridge.ts';
import { AppState } from './lib/state/app-state.svelte.ts';

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no #app.');
const api = windowApi();
reportFaults(api);
mount(App, { target, props: { app: new AppState(api) } });
