import { defineConfig } from '@playwright/test';

/** End-to-end tests drive the built app in a real window; `npm test` builds it first. */
export default defineConfig({
  outputDir: 'test-results/output',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['line']],
  projects: [
    { name: 'e2e', testDir: 'tests/e2e', testMatch: '**/*.e2e.ts' },
    { name: 'package', testDir: 'tests/package', testMatch: '**/*.e2e.ts', timeout: 120_000 },
    { name: 'long', testDir: 'tests/long', testMatch: '**/*.e2e.ts', timeout: 1_800_000, workers: 1 },
    { name: 'tour', testDir: 'tests/tour', testMatch: '**/*.tour.ts', timeout: 180_000, workers: 1 },
  ],
});
