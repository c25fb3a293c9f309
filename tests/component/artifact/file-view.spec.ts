import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { readContent } from '../../../src-main/content/reader/read-content.ts';
import { droppedArtifacts } from '../../../src-renderer/features/artifact/file-tabs.ts';
import FileView from '../../../src-renderer/views/FileView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { OpenedContent, OpenedFile } from '../../../src-shared/model/artifact.ts';
import { zipOf } from '../../unit/main/content/reader/build-artifact.ts';
import type { Answers } from '../fake-bridge.ts';
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
  const testApp = createTestApp({ 'artifact.open': () => opened, ...answers });
  renderWithApp(FileView, { token }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

describe('a file without a tenant', () => {
  test('shows what it is and where it lies, and nothing of a tenant', async () => {
    show(values);
    expect(await screen.findByRole('heading', { name: 'Codes' })).toBeTruthy();
    expect(screen.getByText('/home/me/values.zip')).toBeTruthy();
    const tabs = screen.getAllByRole('tab').map(({ textContent }) => textContent.trim().split(' ')[0]);
    expect(tabs).toEqual(['Overview', 'Value', 'Resources']);
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

  test('that is a package export lists its contents, also what is not in it', async () => {
    const { user, main } = show(sales, {
      'artifact.resource': () => ({ shape: 'text', text: 'Read me', bytes: 7, isCut: false }),
    });
    const contents = await screen.findByRole('table', { name: 'Contents of the package' });
    expect(within(contents).getByRole('row', { name: /Not there/ }).textContent).toContain(
      'not in the export',
    );
    await user.click(within(contents).getByRole('button', { name: 'Manual' }));
    await waitFor(() => expect(main.inputs('artifact.resource').at(-1)?.path).toBe('f_content'));
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
    const items = [item('a.ZIP'), item('key.json'), item('flow', true), { kind: 'string' }];
    const transfer = { items } as unknown as DataTransfer;
    expect(droppedArtifacts(transfer).map(({ name }) => name)).toEqual(['a.ZIP', 'flow']);
    expect(droppedArtifacts(null)).toEqual([]);
  });
});
