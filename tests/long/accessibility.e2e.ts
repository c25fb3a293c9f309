import { test } from '../e2e/fixtures/test.ts';
import { viewsAreAccessible } from '../e2e/pages/accessible-views.ts';

test.describe('accessibility by every rule in every theme', () => {
  viewsAreAccessible({ everywhere: true });
});
