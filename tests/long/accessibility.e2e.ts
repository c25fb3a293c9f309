import { test } from '../e2e/fixtures/demo-window.ts';
import { viewsAreAccessible } from '../e2e/pages/accessible-views.ts';

test.describe('accessibility by every rule in every theme', () => {
  test.describe.configure({ mode: 'default' });

  viewsAreAccessible({ everywhere: true });
});
