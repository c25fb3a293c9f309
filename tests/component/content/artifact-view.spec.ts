import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { compareTab } from '../../../src-renderer/lib/targets/compare-targets.ts';
import ContentView from '../../../src-renderer/views/ContentView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { ArtifactDetails, PackageDetails } from '../../../src-shared/model/content.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { artifact, artifactDetails, libraryWith } from './content-answers.ts';

const flow = artifact('Order to ERP', { version: '1.4.2', deployedVersion: '1.4.2' });
const full: Partial<ArtifactDetails> = {
  configurations: [
    {
      key: 'order.type',
      value: 'ZOR',
      dataType: 'xsd:string',
      description: 'Order type',
      looksSecret: false,
    },
    { key: 'erp.password', value: 'hunter2', dataType: 'xsd:string', description: '', looksSecret: true },
  ],
  endpoints: [
    {
      id: 'e1',
      protocol: 'REST',
      title: 'Orders',
      entryPoints: [{ name: 'orders', url: 'https://contoso.example/http/orders', type: 'PROD' }],
    },
  ],
  webUiUrl: 'https://contoso.example/shell/design/1',
};

function show(details: Partial<ArtifactDetails> = full, answers: Answers = {}) {
  const testApp = createTestApp({
    ...libraryWith([flow]),
    'content.artifact': () => artifactDetails(flow, details),
    ...answers,
  });
  const target = { connectionId: 'c1', kind: 'IntegrationFlow', artifactId: flow.id };
  renderWithApp(ContentView, { connectionId: 'c1', target }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('the page of an artifact', () => {
  test('masks values that look secret until they are shown', async () => {
    const { main, user } = show();
    const table = await screen.findByRole('table', { name: 'Configuration parameters' });
    expect(table.textContent).toContain('ZOR');
    expect(table.textContent).not.toContain('hunter2');
    await user.click(within(table).getByRole('button', { name: 'Show value of erp.password' }));
    expect(table.textContent).toContain('hunter2');
    await user.click(within(table).getByRole('button', { name: 'Hide value of erp.password' }));
    expect(table.textContent).not.toContain('hunter2');
    await user.click(within(table).getByRole('button', { name: 'Copy value of order.type' }));
    expect(main.inputs('app.copyText')).toEqual([{ text: 'ZOR' }]);
  });

  test('says a configured schedule in words, and copies it as the tenant has it', async () => {
    const value =
      '<row><cell>dateType</cell><cell>DAILY</cell></row><row><cell>hour</cell><cell>6</cell></row>';
    const schedule = {
      key: 'Nightly',
      value,
      dataType: 'custom:schedule',
      description: '',
      looksSecret: false,
    };
    const { main, user } = show({ ...full, configurations: [schedule] });
    const table = await screen.findByRole('table', { name: 'Configuration parameters' });
    expect(table.textContent).toContain('dateType: DAILY');
    expect(table.textContent).not.toContain('<cell>');
    await user.click(within(table).getByRole('button', { name: 'Copy value of Nightly' }));
    expect(main.inputs('app.copyText')).toEqual([{ text: value }]);
  });

  test('copies endpoints and opens the web UI', async () => {
    const { main, user } = show();
    await user.click(await screen.findByRole('button', { name: /^Copy endpoint/ }));
    expect(main.inputs('app.copyText')).toEqual([{ text: 'https://contoso.example/http/orders' }]);
    await user.click(screen.getByRole('button', { name: 'Web UI' }));
    expect(main.inputs('app.openLink')).toEqual([{ url: 'https://contoso.example/shell/design/1' }]);
  });

  test('reads configurations and errors from the tenant when opened', async () => {
    const { main } = show();
    await screen.findByRole('heading', { name: 'Order to ERP' });
    expect(main.inputs('content.refreshArtifact')).toEqual([
      { connectionId: 'c1', kind: 'IntegrationFlow', artifactId: 'Order_to_ERP' },
    ]);
  });

  test('keeps what it knows where the tenant cannot be asked', async () => {
    show(full, {
      'content.refreshArtifact': () => {
        throw new AppError('network.timeout', 'x', { host: 'contoso.example' });
      },
    });
    expect(await screen.findByRole('table', { name: 'Configuration parameters' })).toBeTruthy();
    await waitFor(() => expect(document.querySelector('.notice')?.textContent).toContain('contoso.example'));
  });

  test('says once why neither its details nor its content could be read, and tries both again', async () => {
    const refuse = (): never => {
      throw new AppError('network.refused', 'x', { host: 'contoso.example' });
    };
    const { main, user } = show(full, { 'content.refreshArtifact': refuse, 'artifact.open': refuse });
    await waitFor(() => expect(main.inputs('artifact.open')).toHaveLength(1));
    const [retry, another] = await screen.findAllByRole('button', { name: 'Try again' });
    expect(another).toBeUndefined();
    await user.click(retry as HTMLElement);
    await waitFor(() => expect(main.inputs('artifact.open')).toHaveLength(2));
    expect(main.inputs('content.refreshArtifact')).toHaveLength(2);
  });

  test('shows the error of what is deployed in readable form', async () => {
    show({ row: { ...flow, deployedStatus: 'ERROR' }, runtimeErrors: ['Could not bind', 'Address in use'] });
    const texts = await screen.findByRole('group', { name: 'Error of the deployed artifact' });
    expect(texts.textContent).toContain('Address in use');
  });

  test('tells on its runtime tab who deployed what, and compares it with the design time', async () => {
    const deployedAt = Date.UTC(2026, 10, 25, 8, 30);
    const { app, user } = show({ ...full, row: { ...flow, deployedBy: 'ops@contoso.example', deployedAt } });
    await user.click(await screen.findByRole('tab', { name: 'Runtime' }));
    const panel = screen.getByRole('tabpanel', { name: 'Runtime' });
    expect(panel.textContent).toContain('ops@contoso.example');
    expect(panel.textContent).toMatch(/25 Nov 2026 \d\d:30/);
    await user.click(within(panel).getByRole('button', { name: 'Compare with design time' }));
    const artifact = { connectionId: 'c1', kind: 'IntegrationFlow', artifactId: flow.id } as const;
    expect(app.tabs.all.at(-1)?.target).toEqual(
      compareTab({ of: 'deployed', ...artifact }, { of: 'tenant', ...artifact }).target,
    );
  });

  test('that is not deployed has nothing to compare with', async () => {
    const { user } = show({ ...full, row: { ...flow, deployedVersion: undefined, drift: 'not-deployed' } });
    await user.click(await screen.findByRole('tab', { name: 'Runtime' }));
    expect(screen.getByText('It is not deployed.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Compare with design time' })).toBeNull();
  });

  test('says what is not read yet and what is not there', async () => {
    show({ configurations: [] });
    expect(await screen.findByText('This integration flow has no externalised parameters.')).toBeTruthy();
    expect(screen.getByText('No endpoint is published.')).toBeTruthy();
  });

  test('saves the zip and says where', async () => {
    const { app, user } = show(full, {
      'artifact.saveZip': () => ({ file: 'Order.zip' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Download' }));
    await waitFor(() => expect(app.notices.toasts.map(({ text }) => text)).toEqual(['Saved as Order.zip']));
  });

  test('says that artifacts of a configure-only package cannot be downloaded', async () => {
    show({ ...full, packageMode: 'READ_ONLY' });
    expect(await screen.findByText(/cannot be downloaded one by one\.$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Download' }).hasAttribute('disabled')).toBe(true);
  });

  test('leads to its package and to its messages', async () => {
    const { app, user } = show();
    await user.click(await screen.findByRole('button', { name: 'Contoso Sales' }));
    await user.click(screen.getByRole('button', { name: 'Messages' }));
    expect(app.tabs.all.map(({ target }) => target)).toEqual(
      expect.arrayContaining([
        { connectionId: 'c1', packageId: 'Sales' },
        { connectionId: 'c1', flowId: 'Order_to_ERP', flowName: 'Order to ERP' },
      ]),
    );
  });

  test('ends a failed read in a next step', async () => {
    show(full, {
      'content.artifact': () => {
        throw new AppError('library.failed', 'x');
      },
    });
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});

describe('the page of a package', () => {
  const details: PackageDetails = {
    id: 'Sales',
    name: 'Contoso Sales',
    version: '1.4.0',
    vendor: 'Contoso',
    mode: 'READ_ONLY',
    shortText: 'Orders',
    descriptionHtml: '<p>All <b>order</b> flows<img src=x onerror="alert(1)"></p><script>evil()</script>',
    createdBy: 'a.berg',
    createdAt: undefined,
    modifiedBy: 'm.silva',
    modifiedAt: undefined,
    updateAvailable: true,
    properties: [{ name: 'Countries', value: 'Germany' }],
    artifacts: { all: 1, drift: 0, error: 0, draft: 0, 'not-deployed': 0 },
    webUiUrl: undefined,
  };

  test('shows properties, a harmless description and its artifacts', async () => {
    const testApp = createTestApp({ ...libraryWith([flow]), 'content.package': () => details });
    renderWithApp(ContentView, { connectionId: 'c1', target: { packageId: 'Sales' } }, testApp);
    expect(await screen.findByRole('heading', { name: 'Contoso Sales' })).toBeTruthy();
    expect(screen.getByText('Germany')).toBeTruthy();
    expect(screen.getByText('order').tagName).toBe('B');
    expect(document.querySelector('img, script')).toBeNull();
    expect(document.body.textContent).not.toContain('evil');
    expect(screen.getAllByText('Configure-only').length).toBeGreaterThan(0);
    expect(await screen.findByText('Order to ERP')).toBeTruthy();
    expect(testApp.main.inputs('content.artifacts').at(-1)?.filter.packageId).toBe('Sales');
  });
});
