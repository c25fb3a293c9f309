import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { AppError } from '../../../src-shared/errors.ts';
import type { Check, TestOutcome } from '../../../src-shared/model/connections.ts';
import { manyConnections, sampleConnection } from '../samples.ts';
import { show } from './show-connections.ts';

const secret = 'c2b8d1f0-1234-4a5b-9c8d-0123456789ab$abcdefghijklmnop=';
const key = JSON.stringify({
  oauth: {
    clientid: 'sb-1f2e!b123|it!b456',
    clientsecret: secret,
    url: 'https://acme-qas.it-cpi001.cfapps.eu10.hana.ondemand.com',
    tokenurl: 'https://acme-qas.authentication.eu10.hana.ondemand.com/oauth/token',
  },
});

function check(id: Check['id'], changes: Partial<Check> = {}): Check {
  return {
    id,
    time: 42,
    result: 'passed',
    finding: `${id} is fine`,
    advice: undefined,
    error: undefined,
    ...changes,
  };
}

describe('a first connection', () => {
  test('comes from a pasted key and is open in one step', async () => {
    const { user, app, main } = await show();
    await user.click(screen.getByRole('button', { name: /Paste a service key/ }));
    await user.click(screen.getByLabelText('Service key'));
    await user.paste(key);
    expect(screen.getByText('Service key read')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save and open' }));
    await waitFor(() => expect(app.active.id).toBe('new'));
    expect(main.inputs('connections.save')).toMatchObject([
      { name: 'acme-qas', environment: 'test', secrets: { clientSecret: secret } },
    ]);
    expect(app.tabs.all.at(-1)).toMatchObject({ area: 'content', target: { connectionId: 'new' } });
  });

  test('may be pasted anywhere on the empty screen', async () => {
    const { user } = await show();
    await user.paste(key);
    expect(await screen.findByText('Service key read')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Tenant hostname').value).toContain('acme-qas');
  });

  test.each([
    ['key-ring', 'Secrets are encrypted by the operating system.'],
    ['vault', 'Secrets are encrypted by your passphrase.'],
    ['memory', 'Secrets are kept in memory until the app closes.'],
  ] as const)('is told where secrets are kept: %s', async (keptBy, words) => {
    const keyRing = { state: 'unavailable', backend: 'none' } as const;
    const { app } = await show([], { 'secrets.state': () => ({ keptBy, keyRing, vault: undefined }) });
    await app.secrets.load();
    const note = screen.getByText(/pasted or dropped anywhere/);
    await waitFor(() => expect(note.textContent).toContain(words));
  });

  test('is the demo tenant with one click', async () => {
    const demo = sampleConnection({ id: 'demo', name: 'Demo tenant', isDemo: true });
    const { user, app } = await show([], { 'connections.addDemo': () => demo });
    await user.click(screen.getByRole('button', { name: /Explore the demo tenant/ }));
    await waitFor(() => expect(app.active.id).toBe('demo'));
  });

  test('says why the demo tenant did not start', async () => {
    const { user, app } = await show([], {
      'connections.addDemo': () => {
        throw new AppError('demo.failed', 'x');
      },
    });
    await user.click(screen.getByRole('button', { name: /Explore the demo tenant/ }));
    await waitFor(() => expect(app.notices.toasts[0]?.error?.code).toBe('demo.failed'));
  });

  test('by four fields complains at the fields when they are missing', async () => {
    const { user, main } = await show();
    await user.click(screen.getByRole('button', { name: /Enter four fields/ }));
    await user.type(
      screen.getByLabelText('Tenant hostname'),
      'x.integrationsuite.cfapps.eu10.hana.ondemand.com',
    );
    const host = screen.getByLabelText('Tenant hostname');
    expect(host.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(host.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'web UI',
    );
    expect(screen.queryByText(/The client_id is missing/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save and open' }));
    expect(screen.getByText(/The client_id is missing/)).toBeTruthy();
    expect(main.inputs('connections.save')).toEqual([]);
  });
});

describe('the test of a connection', () => {
  test('shows each check as soon as it is known, and is no condition for saving', async () => {
    let finish: (outcome: TestOutcome) => void = () => undefined;
    const { user, main } = await show([sampleConnection()], {
      'connections.test': () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    await user.click(screen.getByRole('button', { name: 'Test' }));
    const [{ testId } = { testId: '' }] = main.inputs('connections.test');
    const list = within(screen.getByRole('region', { name: 'Connection test' }));
    expect(list.getAllByText('Waiting')).toHaveLength(5);
    main.publish('connections.checked', { testId, check: check('route') });
    main.publish('connections.checked', { testId: 'another', check: check('name', { finding: 'not ours' }) });
    expect(await list.findByText('route is fine')).toBeTruthy();
    expect(list.queryByText('not ours')).toBeNull();
    finish({
      passed: false,
      checks: [
        check('route'),
        check('name', { result: 'by-proxy' }),
        check('tls', { result: 'by-proxy' }),
        check('token', { result: 'failed', finding: 'Refused.', advice: 'Paste the service key again.' }),
        check('api-root', { result: 'skipped' }),
        check('roles', { result: 'skipped' }),
      ],
      webUiUrl: undefined,
    });
    expect(await list.findByText('The connection does not work yet')).toBeTruthy();
    expect(list.getByText('Paste the service key again.')).toBeTruthy();
    expect(list.getAllByText('By the proxy')).toHaveLength(2);
    expect(list.getAllByText('Skipped')).toHaveLength(2);

    await user.type(screen.getByLabelText('Notes'), 'later');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(main.inputs('connections.save')).toMatchObject([{ notes: 'later' }]));
  });

  test('suggests the address of the web UI that the tenant told', async () => {
    const webUiUrl = 'https://acme.integrationsuite.cfapps.eu10.hana.ondemand.com/shell';
    const { user } = await show([sampleConnection()], {
      'connections.test': () => ({ passed: true, checks: [check('route')], webUiUrl }),
    });
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    await user.click(screen.getByRole('button', { name: 'Test' }));
    expect(await screen.findByDisplayValue(webUiUrl)).toBeTruthy();
  });
});

describe('the list of connections', () => {
  test('is searched and opened by keys', async () => {
    const { user, app } = await show(manyConnections(50));
    await user.type(screen.getByRole('searchbox', { name: 'Find a connection' }), 'wingtip dev');
    expect(screen.getAllByRole('treeitem')).toHaveLength(2);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(app.active.summary?.name).toBe('Wingtip DEV');
  });

  test('keeps what was typed while one looks at another', async () => {
    const { user } = await show(manyConnections(4));
    await user.click(screen.getByRole('treeitem', { name: /Contoso DEV/ }));
    await user.type(screen.getByLabelText('Notes'), 'half a sentence');
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    expect(screen.queryByDisplayValue('half a sentence')).toBeNull();
    await user.click(screen.getByRole('treeitem', { name: /Contoso DEV/ }));
    expect(screen.getByDisplayValue('half a sentence')).toBeTruthy();
  });

  test.each([
    ['missing', /No secret is kept/],
    ['undecryptable', /can no longer be decrypted: it was written with another key, or changed/],
    ['session', /kept until the app closes/],
    ['locked', /The secrets are locked/],
  ] as const)('says what it means that a secret is %s', async (state, text) => {
    const { user } = await show([sampleConnection({ secret: state })]);
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    expect(screen.getByText(text)).toBeTruthy();
  });

  test('the line of a locked connection blames no key ring: a passphrase may have locked it', async () => {
    await show([sampleConnection({ secret: 'locked' })]);
    const line = screen.getByRole('treeitem', { name: /Contoso PRD/ });
    expect(line.textContent).toContain('Secrets locked');
    expect(line.textContent).not.toMatch(/key ring/i);
  });

  test('asks once before deleting and says what goes', async () => {
    const { user, main } = await show(manyConnections(4));
    await user.click(screen.getByRole('treeitem', { name: /Contoso QAS/ }));
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(screen.getByRole('menuitem', { name: /Delete/ }));
    const dialog = within(screen.getByRole('dialog', { name: 'Delete Contoso QAS?' }));
    expect(dialog.getByText(/its library/)).toBeTruthy();
    expect(main.inputs('connections.remove')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(main.inputs('connections.remove')).toEqual([{ connectionId: 'c2' }]));
    await waitFor(() => expect(screen.queryByRole('treeitem', { name: /Contoso QAS/ })).toBeNull());
  });

  test('refuses the key of another tenant and keeps the dialog', async () => {
    const { user, main } = await show(manyConnections(1), {
      'connections.replaceKey': () => {
        throw new AppError('connection.other-tenant', 'x', { host: 'acme-qas' });
      },
    });
    await user.click(screen.getByRole('treeitem', { name: /Contoso DEV/ }));
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(screen.getByRole('menuitem', { name: /Paste a new key/ }));
    const dialog = within(screen.getByRole('dialog'));
    await user.click(dialog.getByLabelText('Service key'));
    await user.paste(key);
    await user.click(dialog.getByRole('button', { name: 'Replace the key' }));
    expect(await dialog.findByRole('alert')).toBeTruthy();
    expect(main.inputs('connections.replaceKey')).toMatchObject([{ connectionId: 'c1' }]);
  });
});

describe('what changes elsewhere', () => {
  async function showChanging() {
    let list = manyConnections(3);
    const shown = await show([], { 'connections.list': () => list });
    const [first] = list;
    await shown.user.click(screen.getByRole('treeitem', { name: new RegExp(first?.name ?? '') }));
    const change = async (next: typeof list): Promise<void> => {
      list = next;
      await shown.app.connections.list.load();
    };
    return { ...shown, list, change };
  }

  test('a connection that is gone leaves the form', async () => {
    const { list, change } = await showChanging();
    expect(screen.getByLabelText('Tenant hostname')).toBeTruthy();
    await change(list.slice(1));
    expect(await screen.findByText('Choose a connection')).toBeTruthy();
    expect(screen.queryByLabelText('Tenant hostname')).toBeNull();
  });

  test('a form nobody has changed follows, one that was changed stays', async () => {
    const { user, list, change } = await showChanging();
    const notes = () => screen.getByLabelText<HTMLTextAreaElement>('Notes');
    await change(list.map((one) => ({ ...one, notes: 'by another window' })));
    await waitFor(() => expect(notes().value).toBe('by another window'));
    await user.type(notes(), ', and mine');
    await change(list.map((one) => ({ ...one, notes: 'by another window again' })));
    expect(notes().value).toBe('by another window, and mine');
  });

  test('being used changes no form', async () => {
    const { user, list, change } = await showChanging();
    const before = screen.getByLabelText('Notes');
    await user.click(screen.getByText('Proxy, certificates, second key, Edge Integration Cells'));
    await change(list.map((one) => ({ ...one, lastUsedAt: 5 })));
    expect(screen.getByLabelText('Notes')).toBe(before);
  });
});
