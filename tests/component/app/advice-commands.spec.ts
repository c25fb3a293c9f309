import { expect, test } from 'vitest';

import { appCommands } from '../../../src-renderer/app/app-commands.ts';
import { WindowState } from '../../../src-renderer/app/window-state.svelte.ts';
import { connectionCommands } from '../../../src-renderer/features/connections/connection-commands.ts';
import { ConnectionEditing } from '../../../src-renderer/features/connections/connection-editing.svelte.ts';
import { gateCommands } from '../../../src-renderer/features/gate/gate-commands.ts';
import { secretsCommands } from '../../../src-renderer/features/secrets/secrets-commands.ts';
import { adviceActions } from '../../../src-shared/advice/advice-text.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { createTestApp } from '../create-test-app.ts';
import { sampleActivity, sampleConnection } from '../samples.ts';

const webUiUrl = 'https://contoso.integrationsuite.cfapps.eu10.hana.ondemand.com/shell';

async function commands() {
  const closed = {
    kept: 'encrypted',
    bytes: 0,
    error: new AppError('library.key-missing', 'x').toData(),
  } as const;
  const testApp = createTestApp({
    'connections.list': () => [sampleConnection({ webUiUrl })],
    'connections.open': () => sampleConnection({ webUiUrl }),
    'connections.activity': () => sampleActivity({ library: closed }),
  });
  const { app } = testApp;
  await app.connections.list.load();
  app.active.select('c1');
  await expect.poll(() => app.active.activity).toBeDefined();
  const all = [
    ...appCommands(app, new WindowState()),
    ...connectionCommands(app, new ConnectionEditing(app)),
    ...secretsCommands(app),
    ...gateCommands(app, () => undefined),
  ];
  return { ...testApp, all };
}

test.each(adviceActions.filter((action) => action !== 'retry'))(
  'the advice %s leads somewhere',
  async (action) => {
    const { all } = await commands();
    expect(all.filter(({ id }) => id === `advice.${action}`)).toHaveLength(1);
  },
);

test('the log is shown by main', async () => {
  const { all, main } = await commands();
  all.find(({ id }) => id === 'advice.show-log')?.run();
  expect(main.inputs('app.showLog')).toHaveLength(1);
});
