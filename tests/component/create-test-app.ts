import { createApi } from '../../src-renderer/lib/bridge/api.ts';
import { AppState } from '../../src-renderer/lib/state/app-state.svelte.ts';
import { type Answers, createFakeBridge, type FakeBridge } from './fake-bridge.ts';

export interface TestApp {
  readonly app: AppState;
  readonly main: FakeBridge;
}

/** The state of the window with main played by the test. */
export function createTestApp(answers: Answers = {}): TestApp {
  const main = createFakeBridge(answers);
  return { app: new AppState(createApi(main.bridge)), main };
}
