import { render, type RenderResult } from '@testing-library/svelte';
import type { Component } from 'svelte';

import { createApi } from '../../src-renderer/lib/bridge/api.ts';
import { AppState } from '../../src-renderer/lib/state/app-state.svelte.ts';
import { type Answers, createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import WithApp from './WithApp.svelte';

export interface TestApp {
  readonly app: AppState;
  readonly main: FakeBridge;
}

export function createTestApp(answers: Answers = {}): TestApp {
  const main = createFakeBridge(answers);
  return { app: new AppState(createApi(main.bridge)), main };
}

/** Renders a component as it stands in the window: with the app's state around it. */
export function renderWithApp<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
  testApp: TestApp = createTestApp(),
): RenderResult<Component> & TestApp {
  const result = render(WithApp, {
    props: {
      app: testApp.app,
      component: component,
      props,
    },
  });
  return { ...(result as unknown as RenderResult<Component>), ...testApp };
}
