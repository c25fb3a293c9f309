import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { readContent } from '../../../src-main/content/reader/read-content.ts';
import { compareTab } from '../../../src-renderer/lib/targets/compare-targets.ts';
import ContentView from '../../../src-renderer/views/ContentView.svelte';
import type { OpenedContent, Relations } from '../../../src-shared/model/artifact.ts';
import {
  channel,
  flowArtifact,
  flowXml,
  step,
  table,
} from '../../unit/main/content/reader/build-artifact.ts';
import { artifact, artifactDetails, libraryWith } from '../content/content-answers.ts';
import type { Answers } from '../fake-bridge.ts';
import { handed } from '../handed.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const flow = artifact('Order to ERP', { version: '1.4.2', deployedVersion: '1.4.2' });
const script = 'src/main/resources/script/check.groovy';
const process =
  step('Step_1', 'Script', { script: 'check.groovy' }) +
  step('Step_2', 'Enricher', {
    propertyTable: table([{ Name: 'mode', Type: 'constant', Value: '{{mode}}' }]),
    bodyType: '',
  }) +
  step('Step_3', 'ProcessCallElement', { processId: 'Process_2' });
const zip = flowArtifact(
  flowXml({
    process,
    processes: '<bpmn2:process id="Process_2" name="Find price"/>',
    channels: channel('Channel_1', 'Step_2', 'Participant_2', {
      ComponentType: 'HTTP',
      direction: 'Receiver',
      httpAddressWithoutQuery: 'https://{{host}}/orders',
      credentialName: 'ERP_USER',
      password: 'hunter3',
    }),
  }),
  {
    [script]: 'println 1\nprintln 2',
    'src/main/resources/data/a.bin': Uint8Array.of(0x50, 0, 1),
    'src/main/resources/parameters.prop': 'host=dev.example\nmode=test\nerp.password=hunter2\n',
  },
);
const model = await readContent(zip);

const opened: OpenedContent = {
  model,
  sha256: 'a'.repeat(64),
  seenAt: Date.UTC(2026, 10, 26),
  notRead: undefined,
  file: undefined,
};
const noRelations: Relations = { related: [], known: 1, listed: 9 };

function configured(key: string, value: string) {
  return { key, value, dataType: 'xsd:string', description: '', looksSecret: false };
}

async function show(tab: RegExp, answers: Answers = {}) {
  const testApp = createTestApp({
    ...libraryWith([flow]),
    'content.artifact': () =>
      artifactDetails(flow, { configurations: [configured('host', 'prod.example'), configured('new', '1')] }),
    'artifact.open': () => handed(opened),
    'artifact.relations': () => noRelations,
    'artifact.resource': () => ({ shape: 'text', text: 'println 1\nprintln 2', bytes: 19, isCut: false }),
    ...answers,
  });
  const target = { connectionId: 'c1', kind: 'IntegrationFlow', artifactId: flow.id };
  renderWithApp(ContentView, { connectionId: 'c1', target }, testApp);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('tab', { name: tab }));
  return { ...testApp, user };
}

describe('the page of an artifact has tabs', () => {
  test('for what it holds, and those of its tenant', async () => {
    await show(/^Overview/);
    const titles = screen.getAllByRole('tab').map(({ textContent }) => textContent.trim());
    expect(titles).toEqual([
      'Overview',
      'Diagram',
      expect.stringMatching(/^Steps and channels/),
      expect.stringMatching(/^Resources/),
      expect.stringMatching(/^Parameters/),
      expect.stringMatching(/^References/),
      'Runtime',
      'Messages',
    ]);
    expect(screen.getByText(/^HTTP$/)).toBeTruthy();
  });

  test('steps and channels with their settings, and the properties of one', async () => {
    const { user } = await show(/^Steps/);
    const grid = screen.getByRole('grid', { name: 'Steps and channels' });
    const row = await within(grid).findByText('https://prod.example/orders');
    await user.click(row);
    const pane = await screen.findByRole('complementary', { name: /^Properties of/ });
    expect(pane.textContent).toContain('HTTP receiver channel');
    expect(pane.textContent).toContain('https://{{host}}/orders');
    expect(pane.textContent).toContain('on tenant');
    expect(pane.textContent).not.toContain('hunter3');
    expect(within(pane).getByRole('heading', { name: 'Security' })).toBeTruthy();
    await user.click(within(grid).getByText('Step_2 name'));
    await waitFor(() =>
      expect(within(screen.getByRole('complementary')).getByRole('region').textContent).toContain('{{mode}}'),
    );
    expect(screen.getByRole('complementary').textContent).toContain('in the artifact');
    await user.click(screen.getByRole('button', { name: 'Show 1 empty property' }));
    expect(await screen.findByText('empty')).toBeTruthy();
  });

  test('each of several flows, the one that holds what is looked for', async () => {
    const second = flowXml({ process: step('Step_9', 'Encoder', { address: '{{mode}}' }) });
    const two = await readContent(
      flowArtifact(flowXml({ process: step('Step_1', 'Enricher') }), {
        'src/main/resources/scenarioflows/integrationflow/Without.iflw': second,
        'src/main/resources/parameters.prop': 'mode=test\n',
      }),
    );
    const { user } = await show(/^Steps/, { 'artifact.open': () => handed({ ...opened, model: two }) });
    const grid = await screen.findByRole('grid', { name: 'Steps and channels' });
    await within(grid).findByText('Step_1 name');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Flow' }), 'Without');
    await screen.findByText('Step_9 name');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Flow' }), 'Some name');
    await user.click(screen.getByRole('tab', { name: /^Parameters/ }));
    await user.click(await screen.findByRole('button', { name: /Step_9 name/ }));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Flow' }).value).toMatch(/Without\.iflw$/);
  });

  test('a link from a step to its script, and back to the step', async () => {
    const { user, main } = await show(/^Steps/);
    const grid = screen.getByRole('grid', { name: 'Steps and channels' });
    await user.click(await within(grid).findByText('Step_1 name'));
    const pane = await screen.findByRole('complementary', { name: 'Properties of Step_1 name' });
    const [link] = within(pane).getAllByRole('button', { name: 'check.groovy' });
    if (link) await user.click(link);
    await screen.findByRole('tree', { name: 'Files' });
    await waitFor(() => expect(main.inputs('artifact.resource').at(-1)?.path).toBe(script));
    expect(main.inputs('artifact.resource').at(-1)?.place).toMatchObject({ sha256: opened.sha256 });
    expect(screen.getByRole('button', { name: 'Step_1 name' })).toBeTruthy();
  });

  test('files, as text or bytes, found by what they hold, saved by main', async () => {
    const { user, main, app } = await show(/^Resources/, {
      'artifact.find': () => ({
        lines: [{ path: script, line: 2, text: 'println 2', from: 0, to: 7 }],
        isCut: false,
      }),
      'artifact.saveResource': () => ({ file: '/tmp/check.groovy' }),
      'artifact.saveAll': () => ({ folder: '/tmp/My_Flow' }),
    });
    await user.type(screen.getByRole('searchbox', { name: 'Find in all files' }), 'println');
    await user.click(await screen.findByRole('button', { name: /println 2$/ }));
    expect(main.inputs('artifact.find').at(-1)?.text).toBe('println');
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    await user.click(screen.getByRole('button', { name: 'Save all files' }));
    await waitFor(() =>
      expect(app.notices.toasts.map(({ text }) => text)).toEqual([
        'Saved as /tmp/check.groovy',
        'Saved in /tmp/My_Flow',
      ]),
    );
    main.answer({
      'artifact.resource': () => ({ shape: 'binary', data: Uint8Array.of(0x50, 0, 1), bytes: 3 }),
    });
    await user.clear(screen.getByRole('searchbox', { name: 'Find in all files' }));
    await user.click(await screen.findByRole('treeitem', { name: 'a.bin' }));
    await waitFor(() => expect(screen.getByRole('group', { name: 'Text' }).textContent).toContain('3 bytes'));
  });

  test('parameters with both values, and secrets masked', async () => {
    const { user } = await show(/^Parameters/);
    const parameters = screen.getByRole('table', { name: 'Parameters' });
    expect(screen.getByText(/configured since the last deployment cannot be told/)).toBeTruthy();
    const host = within(parameters).getByRole('row', { name: /^host/ });
    expect(host.textContent).toContain('dev.example');
    expect(host.textContent).toContain('prod.example');
    expect(within(host).getByRole('button', { name: 'HTTP to ERP' })).toBeTruthy();
    expect(within(parameters).getByRole('row', { name: /^new/ }).textContent).toContain('nowhere');
    expect(parameters.textContent).not.toContain('hunter2');
    await user.click(within(parameters).getByRole('button', { name: 'Show value of erp.password' }));
    expect(parameters.textContent).toContain('hunter2');
    await user.type(screen.getByRole('searchbox', { name: /^Filter \d+ parameters$/ }), 'nothing like it');
    expect(await screen.findByText('No parameter holds this text.')).toBeTruthy();
  });

  test('references with what else in the library names the same', async () => {
    const { user, app } = await show(/^References/, {
      'artifact.relations': () => ({
        related: [
          {
            kind: 'IntegrationFlow',
            artifactId: 'Other',
            name: 'Other flow',
            type: 'security-material',
            thing: 'ERP_USER',
            use: 'uses',
          },
          {
            kind: 'IntegrationFlow',
            artifactId: 'Caller',
            name: 'Caller',
            type: 'script',
            thing: 'x',
            use: 'uses',
          },
        ],
        known: 3,
        listed: 9,
      }),
    });
    expect(await screen.findByText(/^Known from 3 of 9 artifacts/)).toBeTruthy();
    const references = screen.getByRole('table', { name: 'References' });
    const row = within(references).getByRole('row', { name: /ERP_USER/ });
    expect(within(row).getByRole('button', { name: 'HTTP to ERP' })).toBeTruthy();
    await user.click(within(row).getByRole('button', { name: 'Other flow' }));
    await user.click(screen.getByRole('button', { name: 'Caller' }));
    expect(app.tabs.all.map(({ target }) => target['artifactId'])).toEqual(['Other', 'Caller']);
  });
});

describe('the content of an artifact', () => {
  test('that was kept is shown with the reason why it is not the newest', async () => {
    await show(/^Resources/, {
      'artifact.open': () =>
        handed({
          ...opened,
          notRead: { code: 'network.timeout', message: 'x', facts: { host: 'contoso.example' } },
        }),
    });
    expect(screen.getByText(/This is what it was at/)).toBeTruthy();
    expect(screen.getAllByText(/contoso\.example/).length).toBeGreaterThan(0);
  });

  test('lists what was seen of it, and compares that with what is shown', async () => {
    const older = { sha256: 'b'.repeat(64), version: '1.4.1', bytes: 1, firstSeenAt: 0, seenAt: 0 };
    const newest = { ...older, sha256: 'a'.repeat(64), version: '1.4.2' };
    const { app, user } = await show(/^Overview/, { 'artifact.kept': () => [newest, older] });
    const section = (await screen.findByRole('heading', { name: 'Seen so far' })).closest('section');
    const lines = within(section as HTMLElement).getAllByRole('listitem');
    expect(lines[0]?.textContent).toMatch(/1\.4\.2, first seen .*shown here/);
    await user.click(within(section as HTMLElement).getByRole('button', { name: /^Compare 1\.4\.1/ }));
    const place = { of: 'tenant', connectionId: 'c1', kind: 'IntegrationFlow', artifactId: flow.id } as const;
    expect(app.tabs.all.at(-1)?.target).toEqual(
      compareTab({ ...place, sha256: older.sha256 }, { ...place, sha256: newest.sha256 }).target,
    );
  });

  test('is read again from the tenant when that is asked for', async () => {
    const { main, app } = await show(/^Overview/);
    app.commands.run('view.refresh');
    await waitFor(() => expect(main.inputs('artifact.open').at(-1)).toMatchObject({ again: true }));
  });
});

describe('a message mapping is shown', () => {
  const mapping = {
    file: 'src/main/resources/mapping/Order.mmap',
    name: 'Order',
    sources: [{ type: 'xsd', name: 'Invoice.xsd', folder: '', message: 'Invoice', namespace: '' }],
    targets: [{ type: 'xsd', name: 'Order.xsd', folder: '', message: 'Order', namespace: '' }],
    fields: [
      {
        target: '/Order/Id',
        sources: ['/Invoice/Number'],
        functions: ['trim'],
        text: 'trim(/Invoice/Number)',
        expression: undefined,
      },
      { target: '/Order/Open', sources: [], functions: [], text: '', expression: undefined },
    ],
    functions: ['trim'],
    libraries: [],
    isShortened: false,
  };
  const withMapping = {
    'artifact.open': () => handed({ ...opened, model: { ...model, messageMappings: [mapping] } }),
  };

  test('as a table of its fields', async () => {
    await show(/^Mapping/, withMapping);
    const grid = screen.getByRole('grid', { name: 'Fields of the mapping' });
    expect(await within(grid).findByText('trim(/Invoice/Number)')).toBeTruthy();
  });

  test('as two trees, and what leads to the chosen field', async () => {
    const { user } = await show(/^Mapping/, withMapping);
    await user.click(screen.getByRole('button', { name: 'Trees' }));
    const target = screen.getByRole('tree', { name: 'Target message' });
    await user.click(within(target).getByText('Id'));
    expect(await screen.findByText('/Order/Id = trim(/Invoice/Number)')).toBeTruthy();
    await user.click(within(target).getByText('Open'));
    expect(await screen.findByText('/Order/Open = (nothing)')).toBeTruthy();
    const source = screen.getByRole('tree', { name: 'Source message' });
    expect(
      within(source)
        .getAllByRole('treeitem')
        .map(({ textContent }) => textContent.trim()),
    ).toEqual(['Invoice', 'Number']);
    await user.click(within(source).getByText('Invoice'));
    expect(await screen.findByText('/Order/Id = trim(/Invoice/Number)')).toBeTruthy();
  });
});
