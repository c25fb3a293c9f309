import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import ConnectionsView from '../../../src-renderer/views/ConnectionsView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

const secret = 'c2b8d1f0-1234-4a5b-9c8d-0123456789ab$abcdefghijklmnop=';

async function show(list: readonly ConnectionSummary[] = []) {
  const testApp = createTestApp({
    'connections.list': () => list,
    'connections.save': () => sampleConnection(),
  });
  await testApp.app.connections.list.load();
  renderWithApp(ConnectionsView, {}, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('the secrets of a form', () => {
  const flowKey = JSON.stringify({
    oauth: {
      clientid: 'sb-1f2e!b123|it-rt-acme!b456',
      clientsecret: secret,
      url: 'https://acme.it-cpi001-rt.cfapps.eu10.hana.ondemand.com',
      tokenurl: 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token',
    },
  });

  test('a key for calling flows that is pasted as new key is offered as second one', async () => {
    const { user, main } = await show([sampleConnection()]);
    await user.click(await screen.findByRole('treeitem', { name: /Contoso PRD/ }));
    await user.click(screen.getByRole('button', { name: /^More/ }));
    await user.click(await screen.findByRole('menuitem', { name: /Paste a new key/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Paste a new key onto Contoso PRD' }));
    await user.click(dialog.getByLabelText('Service key'));
    await user.paste(flowKey);
    expect(dialog.queryByRole('button', { name: 'Replace the key' })).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Keep as second key' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(main.inputs('connections.replaceKey')).toEqual([]);
    expect(main.inputs('connections.save')).toMatchObject([
      {
        id: 'c1',
        access: { kind: 'client-secret', clientId: 'sb-1234!b1|it!b2' },
        flowKey: { clientId: 'sb-1f2e!b123|it-rt-acme!b456' },
        secrets: { flowSecret: secret },
      },
    ]);
    expect(JSON.stringify(main.inputs('connections.save')[0]?.secrets)).not.toContain('clientSecret');
  });

  test('a private key is masked until one wants to see it', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: /Enter four fields/ }));
    await user.selectOptions(screen.getByLabelText('Kind of access'), 'external-certificate');
    await user.click(screen.getByLabelText('Private key'));
    await user.paste('-----BEGIN PRIVATE KEY-----');
    const isMasked = () => screen.getByLabelText('Private key').closest('.masked') !== null;
    expect(isMasked()).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Show Private key' }));
    expect(isMasked()).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Hide Private key' }));
    expect(isMasked()).toBe(true);
  });

  test('a passphrase that does not open the key leads nowhere but to the fields of this form', async () => {
    const { user, main, app } = await show([sampleConnection()]);
    app.commands.add(() =>
      ['advice.edit-connection', 'connections.examine'].map((id) => ({
        id,
        title: `${id} of the connection in view`,
        group: 'Connections',
        run: () => undefined,
      })),
    );
    main.answer({
      'connections.test': () => {
        throw new AppError('auth.passphrase-wrong', 'x', { field: 'passphrase' });
      },
    });
    await user.click(await screen.findByRole('treeitem', { name: /Contoso PRD/ }));
    await user.click(screen.getByRole('button', { name: 'Test' }));
    const region = within(await screen.findByRole('region', { name: 'Connection test' }));
    expect(await region.findByText('The passphrase does not open the key')).toBeTruthy();
    expect(region.queryByRole('button', { name: /of the connection in view/ })).toBeNull();
    expect(region.queryByRole('button', { name: 'Examine the connection' })).toBeNull();
    expect(region.getByRole('button', { name: 'Examine with the connection doctor' })).toBeTruthy();
  });

  test('the new key of a connection whose certificate has expired is pasted from where that is said', async () => {
    const access = {
      kind: 'certificate',
      tokenUrl: 'https://contoso-prd.authentication.cert.eu10.hana.ondemand.com/oauth/token',
      clientId: 'sb-1234!b1|it!b2',
      certificate: 'ended',
      validFrom: 1,
      validTo: 2,
    } as const;
    const { user, main } = await show([sampleConnection({ access })]);
    main.answer({ 'connections.certificateEnd': () => ({ validTo: 2 }) });
    await user.click(screen.getByRole('treeitem', { name: /Contoso PRD/ }));
    const notice = (await screen.findByText('The certificate of this key has expired')).closest('.notice');
    await user.click(within(notice as HTMLElement).getByRole('button', { name: 'Paste a new key…' }));
    expect(screen.getByRole('dialog', { name: 'Paste a new key onto Contoso PRD' })).toBeTruthy();
  });

  test('a certificate that has expired is told where it is pasted, before anything is sent', async () => {
    const { user, main, app } = await show();
    const day = 86_400_000;
    const ends: Readonly<Record<string, number>> = { old: -day, soon: 20.5 * day, late: 300 * day };
    main.answer({
      'connections.certificateEnd': ({ certificate }) => {
        const after = ends[certificate];
        return { validTo: after === undefined ? undefined : app.clock.now + after };
      },
    });
    await user.click(screen.getByRole('button', { name: /Enter four fields/ }));
    await user.selectOptions(screen.getByLabelText('Kind of access'), 'certificate');
    const field = screen.getByLabelText('Certificate');
    const paste = async (text: string): Promise<void> => {
      await user.clear(field);
      await user.click(field);
      await user.paste(text);
    };
    await paste('old');
    expect(await screen.findByText('The certificate of this key has expired')).toBeTruthy();
    await paste('soon');
    expect(await screen.findByText('The certificate of this key expires in 20 days')).toBeTruthy();
    for (const quiet of ['late', 'no certificate']) {
      await paste(quiet);
      await waitFor(() => expect(screen.queryByText(/^The certificate of this key/)).toBeNull());
    }
    expect(main.inputs('connections.save')).toEqual([]);
  });

  test('say what a connection with certificates of its own cannot do', async () => {
    const { user, main, app } = await show();
    await user.click(screen.getByRole('button', { name: /Enter four fields/ }));
    expect(screen.getByText('The one of this computer also follows a PAC script')).toBeTruthy();
    expect(screen.queryByText(/NTLM/)).toBeNull();
    await user.selectOptions(screen.getByLabelText('Kind of access'), 'certificate');
    expect(screen.getByText(/no SOCKS, and a login by user and password, not NTLM or Kerberos/)).toBeTruthy();
    expect(screen.getByText(/Those of the operating system cannot be read by this version/)).toBeTruthy();
    const info = await app.api.app.info();
    main.answer({ 'app.info': () => ({ ...info, readsSystemAuthorities: true }) });
    await app.loadInfo();
    expect(await screen.findByText(/beside those of the operating system\./)).toBeTruthy();
  });
});
