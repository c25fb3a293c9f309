import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';

const group = 'Secrets';

/** What can be done with the place of all secrets, from anywhere in the window. */
export function secretsCommands(app: AppState): readonly Command[] {
  const { secrets } = app;
  const vault = secrets.current?.vault;
  const settings: Command = {
    id: 'secrets.settings',
    title: 'Where secrets are kept',
    group,
    icon: 'key',
    run: () => secrets.open('settings'),
  };
  if (vault?.isLocked) {
    const run = (): void => secrets.open('unlock');
    return [
      settings,
      { id: 'advice.unlock-key-ring', title: 'Unlock the secrets', group, icon: 'unlock', run },
    ];
  }
  if (vault) {
    const change = (): void => secrets.open('change');
    return [
      settings,
      { id: 'secrets.lock', title: 'Lock the secrets', group, icon: 'lock', run: secrets.lock },
      { id: 'secrets.change', title: 'Change the passphrase', group, icon: 'edit', run: change },
    ];
  }
  const protect = (): void => secrets.open('protect');
  return [
    settings,
    { id: 'secrets.protect', title: 'Protect with a passphrase', group, icon: 'lock', run: protect },
    {
      id: 'advice.unlock-key-ring',
      title: 'Try the key ring again',
      group,
      icon: 'unlock',
      run: () => {
        app.api.connections
          .retrySecretStorage()
          .then(() => Promise.all([app.loadInfo(), app.secrets.load(), app.connections.list.load()]))
          .catch(app.notices.fail);
      },
    },
  ];
}
