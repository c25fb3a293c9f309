import { render, type RenderResult } from '@testing-library/svelte';
import type { Component } from 'svelte';

import { createTestApp, type TestApp } from './create-test-app.ts';
import WithApp from './WithApp.svelte';

export { createTestApp, type TestApp };

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
