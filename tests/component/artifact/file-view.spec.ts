import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { readContent } from '../../../src-main/content/reader/read-content.ts';
import { compareTab } from '../../../src-renderer/lib/targets/compare-targets.ts';
import { droppedArtifacts } from '../../../src-renderer/lib/targets/file-targets.ts';
import FileView from '../../../src-renderer/views/FileView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { OpenedContent, OpenedFile } from '../../../src-shared/model/artifact.ts';
import { zipOf } from '../../unit/main/content/reader/build-artifact.ts';
import type { Answers } from '../fake-bridge.ts';
import { handed } from '../handed.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const token = crypto.randomUUID();
const file: OpenedFile = { token, name: 'values.zip', path: '/home/me/values.zip', openedAt: 1 };
const values = await readContent(
  zipOf({
    'META-INF/MANIFEST.MF':
      'Manifest-Version: 1.0\r\nBundle-SymbolicName: Codes\r\nBundle-Name: Codes\r\nBundle-Version: 1.0.0\r\nSAP-BundleType: ValueMapping\r\n',
    'value_mapping.xml': `<vm version="2.0"><group id="g1">
      <entry><agency>ERP</agency><schema>Country</schema><value>DE</value></entry>
      <entry><agency>Shop</agency><schema>Land</schema><value>Germany</value></entry></group><group id="g2">
      <entry><agency>ERP</agency><schema>Country</schema><value>FR</value></entry>
      <entry><agency>Shop</agency><schema>Land</schema><value>France</value></entry></group></vm>`,
  }),
);
const list = Buffer.from(
  JSON.stringify({
    resources: [
      { id: 'p', resourceType: 'ContentPackage', displayName: 'Sales', uniqueId: 'Sales' },
      { id: 'f', resourceType: 'File', displayName: 'Manual', uniqueId: 'Manual', name: 'manual.txt' },
      { id: 'x', resourceType: 'IFlow', displayName: 'Not there', uniqueId: 'Gone' },
    ],
  }),
).toString('base64');
const sales = await readContent(zipOf({ 'resources.cnt': list, f_content: 'Read me' }));

function show(model: OpenedContent['model'], answers: Answers = {}) {
  const opened: OpenedContent = { model, sha256: undefined, seenAt: 1, notRead: undefined, file };
  const testApp = createTestApp({ 'artifact.open': () => handed(opened), ...answers });
  renderWithApp(FileView, { token }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('a file without a tenant', () => {
  test('shows what it is and where it lies, and nothing of a tenant', async () => {
    show(values);
    expect(await screen.findByRole('heading', { name: 'Codes' })).toBeTruthy();
    expect(screen.getByText('/home/me/values.zip')).toBeTruthy();
    // As the lists of a tenant call it.
    expect(screen.getByText('Value mapping')).toBeTruthy();
    const tabs = screen.getAllByRole('tab').map(({ textContent }) => textContent.trim().split(' ')[0]);
    expect(tabs).toEqual(['Overview', 'Value', 'Resources']);
  });

  test('leads to a comparison with anything else', async () => {
    const { app, user } = show(values);
    await user.click(await screen.findByRole('button', { name: 'Compare' }));
    expect(app.tabs.all.at(-1)?.target).toEqual(compareTab({ of: 'file', token }).target);
  });

  test('with value mappings shows what stands for what, filtered as one types', async () => {
    const { user } = show(values);
    await user.click(await screen.findByRole('tab', { name: /^Value mappings/ }));
    const grid = screen.getByRole('grid', { name: 'Values' });
    expect((await within(grid).findByText('France')).closest('[role=row]')?.textContent).toContain('FR');
    await user.type(screen.getByRole('searchbox', { name: /^Filter 2 groups/ }), 'germ');
    await waitFor(() => expect(within(grid).queryByText('France')).toBeNull());
    expect(within(grid).getByText('Germany')).toBeTruthy();
  });

  test('with values of several agencies shows each pair for itself, and all without gaps', async () => {
    const group = (id: string, ...values: readonly string[]): string =>
      `<group id="${id}">${values
        .map((value) => value.split('/'))
        .map(([agency = '', schema = '', text = '']) => {
          return `<entry><agency>${agency}</agency><schema>${schema}</schema><value>${text}</value></entry>`;
        })
        .join('')}</group>`;
    const several = await readContent(
      zipOf({
        'META-INF/MANIFEST.MF': 'Bundle-SymbolicName: Codes\r\nSAP-BundleType: ValueMapping\r\n',
        'value_mapping.xml': `<vm>${group('1', 'ERP/Country/DE', 'Shop/Land/Germany')}${group('2', 'ERP/Level/X', 'Shop/Stufe/Express')}${group('3', 'Shop/Land/France', 'ERP/Country/FR')}<group id="4"/></vm>`,
      }),
    );
    const { user } = show(several);
    await user.click(await screen.findByRole('tab', { name: /^Value mappings/ }));
    const grid = screen.getByRole('grid', { name: 'Values' });
    const rowOf = async (text: string): Promise<readonly string[]> => {
      const row = (await within(grid).findByText(text)).closest<HTMLElement>('[role=row]');
      return row
        ? within(row)
            .getAllByRole('gridcell')
            .map(({ textContent }) => textContent.trim())
        : [];
    };
    expect(await rowOf('Express')).toEqual(['ERP / Level', 'X', 'Shop / Stufe', 'Express']);
    expect(await rowOf('FR')).toEqual(['ERP / Country', 'FR', 'Shop / Land', 'France']);
    const choice = screen.getByRole('combobox', { name: 'Agencies' });
    expect(
      within(choice)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toContain('None (1)');
    await user.selectOptions(choice, 'ERP / Country ↔ Shop / Land (2)');
    await waitFor(() => expect(within(grid).queryByText('Express')).toBeNull());
    expect(
      within(grid)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent.trim()),
    ).toEqual(['ERP / Country', 'Shop / Land']);
    expect(await rowOf('FR')).toEqual(['FR', 'France']);
  });

  test('that is a package export lists its contents, also what is not in it', async () => {
    const { user, main } = show(sales, {
      'artifact.resource': () => ({ shape: 'text', text: 'Read me', bytes: 7, isCut: false }),
    });
    const contents = await screen.findByRole('table', { name: 'Contents of the package' });
    expect(within(contents).getByRole('row', { name: /Not there/ }).textContent).toContain(
      'not in the export',
    );
    expect(within(contents).getByRole('row', { name: /Not there/ }).textContent).toContain(
      'Integration flow',
    );
    await user.click(within(contents).getByRole('button', { name: 'Manual' }));
    await waitFor(() => expect(main.inputs('artifact.resource').at(-1)?.path).toBe('f_content'));
    // Its files are named as what they hold: on the disk they are called by numbers.
    const files = screen.getAllByRole('treeitem').map(({ textContent }) => textContent.trim());
    expect(files).toEqual(['Manual', 'resources.cnt']);
  });

  test('is shown where its manifest and the list of a package say things twice', async () => {
    const manifest = 'META-INF/MANIFEST.MF';
    const head = 'Bundle-SymbolicName: Lib\r\nBundle-Name: Lib\r\nSAP-BundleType: ScriptCollection\r\n\r\n';
    const sections = ['a', 'b'].map((name) => `Name: ${name}.groovy\r\nSHA-256-Digest: ${name}=\r\n\r\n`);
    show(await readContent(zipOf({ [manifest]: `${head}${sections.join('')}` })));
    const said = await screen.findAllByText('SHA-256-Digest');
    expect(said.map((name) => name.nextElementSibling?.textContent)).toEqual(['a=', 'b=']);

    const twice = ['One', 'Other'].map((displayName) => ({ id: 'u', resourceType: 'Url', displayName }));
    const cnt = Buffer.from(JSON.stringify({ resources: twice })).toString('base64');
    show(await readContent(zipOf({ 'resources.cnt': cnt })));
    const contents = await screen.findByRole('table', { name: 'Contents of the package' });
    expect(within(contents).getAllByRole('row').length).toBe(3);
  });

  test('that is none is refused with words', async () => {
    show(values, {
      'artifact.open': () => {
        throw new AppError('content.unreadable', 'x', { reason: 'The zip is encrypted.' });
      },
    });
    expect(await screen.findByText('The zip is encrypted.')).toBeTruthy();
  });

  test('is taken from a drop where it may be an artifact', () => {
    const item = (name: string, isDirectory = false) => ({
      kind: 'file',
      getAsFile: () => new File([], name),
      webkitGetAsEntry: () => ({ isDirectory }),
    });
    const items = [item('a.ZIP'), item('b.esa'), item('key.json'), item('flow', true), { kind: 'string' }];
    const transfer = { items } as unknown as DataTransfer;
    const names = (foldersAre: 'artifacts' | 'keys') =>
      droppedArtifacts(transfer, foldersAre).map(({ name }) => name);
    expect(names('artifacts')).toEqual(['a.ZIP', 'b.esa', 'flow']);
    expect(names('keys')).toEqual(['a.ZIP', 'b.esa']);
    expect(droppedArtifacts(null, 'artifacts')).toEqual([]);
  });
});
