import { createFakeBridge } from '../fake-bridge.ts';
import { scenarios } from './scenarios.ts';

/**
 * The window in a browser, without Electron: `?scenario=` chooses what main would answer, `gallery`
 * shows the components alone.
 */
const name = new URLSearchParams(location.search).get('scenario') ?? 'first';
const fake = createFakeBridge(scenarios[name] ?? {});
Object.assign(window, { tenantAtlas: fake.bridge, fakeMain: fake });
await (name === 'gallery' ? import('./gallery.ts') : import('../../../src-renderer/main.ts'));
