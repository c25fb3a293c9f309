import { test as base } from '@playwright/test';

import { transportCases } from '../unit/main/sap/transports/transport-cases.ts';
import { type ChromiumProcess, startChromium } from './fixtures/chromium/chromium-process.ts';

const test = base.extend<object, { chromium: ChromiumProcess }>({
  chromium: [
    async ({}, use) => {
      const chromium = await startChromium();
      await use(chromium);
      await chromium.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

// One Electron for all of them; each case asserts by node:assert and runs over undici as well.
test.describe.configure({ mode: 'default' });

test.describe("the transport of Chromium's stack", () => {
  for (const { name, run } of transportCases) test(name, ({ chromium }) => run(chromium.transport));
});
