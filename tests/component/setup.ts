import './jsdom-gaps.ts';

import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';

// Views are loaded when first opened; a busy machine needs more than the default second for that.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
});
