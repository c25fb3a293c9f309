import { createFakeBridge } from '../fake-bridge.ts';
import { scenarios } from './scenarios.ts';

/** The whole window in a browser, without Electron: `?scenario=` chooses what main would answer. */
const name = new URLSearchParams(location.search).get('scenario') ?? 'first';
const scenario = scenarios[name] ?? {};
const fake = createFakeBridge(scenario);
Object.assign(window, { tenantAtlas: fake.bridge, fakeMain: fake });
await import('../../../src-renderer/main.ts');
