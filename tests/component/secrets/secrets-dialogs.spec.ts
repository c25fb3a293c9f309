import { screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { secretsCommands } from '../../../src-renderer/features/secrets/secrets-commands.ts';
import SecretsDialogs from '../../../src-renderer/features/secrets/SecretsDialogs.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { SecretsState, VaultState } from '../../../src-shared/model/secrets.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const passphrase = 'correct horse, battery staple';
const keyRing = { state: 'unavailable', backend: 'basic_text' } as const;
const vault = (change: Partial<VaultState> = {}): SecretsState => ({
  keptBy: 'vault',
  keyRing,
  vault: { isLocked: false, waitSeconds: 0, idleMinutes: 15, ...change },
});
const memory: SecretsState = { keptBy: 'memory', keyRing, vault: undefined };

async function show(state: SecretsState, answers: Answers = {}) {
  const testApp = createTestApp({ 'secrets.state': () => state, ...answers });
  await testApp.app.secrets.load();
  return { ...renderWithApp(SecretsDialogs, {}, testApp), user: userEvent.setup() };
}

test('a vault that is locked asks by itself, says what is wrong at the field, and goes away', async () => {
  const { main, user } = await show(vault({ isLocked: true }), {
    'secrets.unlock': ({ passphrase: typed }) => {
      if (typed !== passphrase) throw new AppError('secrets.passphrase-wrong', 'wrong');
      return vault();
    },
  });
  const field = screen.getByLabelText('Passphrase');
  await user.type(field, 'wrong{Enter}');
  await screen.findByText(/The passphrase is wrong\./);
  expect(field).toHaveProperty('value', '');
  await user.type(field, `${passphrase}{Enter}`);
  await expect.poll(() => screen.queryByLabelText('Passphrase')).toBeNull();
  expect(main.inputs('secrets.unlock')).toEqual([{ passphrase: 'wrong' }, { passphrase }]);
});

test('too many wrong passphrases have to be waited for', async () => {
  await show(vault({ isLocked: true, waitSeconds: 8 }));
  expect(screen.getByRole('status').textContent).toContain('in 8 seconds');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Unlock' }).disabled).toBe(true);
});

test('a new passphrase is typed twice, is long enough, and the loss of it is told first', async () => {
  const { app, main, user } = await show(memory, { 'secrets.protect': () => vault() });
  app.secrets.open('protect');
  await screen.findByText('A forgotten passphrase cannot be recovered');
  const [first, again] = [
    screen.getByLabelText('New passphrase'),
    screen.getByLabelText('New passphrase again'),
  ];
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Protect' });
  await user.type(first, 'short');
  expect(screen.getByText(/A passphrase has at least 12 characters\./)).toBeDefined();
  await user.clear(first);
  await user.type(first, passphrase);
  await user.type(again, 'another');
  expect(screen.getByText(/This is another passphrase\./)).toBeDefined();
  expect(button.disabled).toBe(true);
  await user.clear(again);
  await user.type(again, passphrase);
  await user.click(button);
  await expect.poll(() => app.secrets.current?.keptBy).toBe('vault');
  expect(main.inputs('secrets.protect')).toEqual([{ passphrase }]);
  expect(app.secrets.dialog).toBeUndefined();
});

test('says where secrets are kept, and what can be done there is in the palette', async () => {
  const { app, main, user } = await show(vault(), {
    'secrets.setIdleMinutes': ({ minutes }) => vault({ idleMinutes: minutes }),
    'secrets.lock': () => vault({ isLocked: true }),
  });
  const titles = () => secretsCommands(app).map(({ title }) => title);
  expect(titles()).toEqual(['Where secrets are kept', 'Lock the secrets', 'Change the passphrase']);
  app.secrets.open('settings');
  await screen.findByText('Secrets and the keys of libraries are protected by your passphrase.');
  await user.selectOptions(screen.getByLabelText('Lock by itself'), 'Never');
  await expect.poll(() => app.secrets.current?.vault?.idleMinutes).toBe(0);
  expect(main.inputs('secrets.setIdleMinutes')).toEqual([{ minutes: 0 }]);
  await user.click(screen.getByRole('button', { name: 'Lock now' }));
  await screen.findByLabelText('Passphrase');
  expect(titles()).toEqual(['Where secrets are kept', 'Unlock the secrets']);
});

test('says of a key ring that is locked what becomes of secrets until it opens', async () => {
  const { app } = await show({
    keptBy: 'key-ring',
    keyRing: { state: 'locked', backend: 'gnome_libsecret' },
    vault: undefined,
  });
  app.secrets.open('settings');
  const words =
    'The key ring of this computer is locked. What is entered now is kept in memory until it opens.';
  expect(await screen.findByText(words)).toBeTruthy();
});
