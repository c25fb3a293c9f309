import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** ms, for `expect.poll`: one second is short on a machine that does something else, too. */
const expectation = { poll: { timeout: 10_000 } };

/**
 * Tests that need no window; e2e runs in Playwright (playwright.config.ts). Files share a process with those before
 * them: loading every module anew for each file took as long as the tests.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.spec.ts'],
          environment: 'node',
          expect: expectation,
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.spec.ts'],
          environment: 'node',
          expect: expectation,
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.spec.ts'],
          environment: 'node',
          expect: expectation,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          include: ['tests/component/**/*.spec.ts'],
          environment: 'jsdom',
          isolate: false,
          setupFiles: ['tests/component/setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['tests/long/**/*.spec.ts'],
          environment: 'node',
          testTimeout: 600_000,
        },
      },
    ],
  },
});
