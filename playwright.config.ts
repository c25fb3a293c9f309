import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

const e2e = join(import.meta.dirname, 'tests/e2e');
/** Their window is connected once: one worker has it, and what it costs to read a tenant is paid once. */
const sharingAWindow = readdirSync(e2e).filter(
  (name) =>
    name.endsWith('.e2e.ts') && readFileSync(join(e2e, name), 'utf8').includes('/fixtures/shared-window.ts'),
);

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
    { name: 'e2e-shared', testDir: 'tests/e2e', testMatch: sharingAWindow, workers: 1 },
    { name: 'e2e', testDir: 'tests/e2e', testMatch: '**/*.e2e.ts', testIgnore: sharingAWindow },
    { name: 'package', testDir: 'tests/package', testMatch: '**/*.e2e.ts', timeout: 120_000 },
    { name: 'long', testDir: 'tests/long', testMatch: '**/*.e2e.ts', timeout: 1_800_000, workers: 1 },
    { name: 'tour', testDir: 'tests/tour', testMatch: '**/*.tour.ts', timeout: 600_000, workers: 1 },
  ],
});
