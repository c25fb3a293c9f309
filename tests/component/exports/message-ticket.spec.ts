import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import MessageTicketDialog from '../../../src-renderer/features/exports/MessageTicketDialog.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import { sourceKey } from '../../../src-shared/model/payloads.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';
import { details } from './sample-details.ts';

/** Payloads by `sourceKey`. */
function payloadAnswers(texts: Readonly<Record<string, string>>): Answers {
  return {
    'payloads.open': ({ source, name }) => {
      if (source.of === 'part') throw new AppError('input.invalid', 'x');
      const id = sourceKey(source);
      return {
        id,
        name,
        bytes: texts[id]?.length ?? 0,
        contentType: 'text/xml',
        kind: 'xml',
        charset: 'utf-8',
        charsetFrom: 'declared',
        from: 'tenant',
        isKept: false,
      };
    },
    'payloads.rows': ({ id, width }) => {
      const text = texts[id] ?? '';
      const rows = [];
      for (let at = 0; at < text.length; at += width)
        rows.push({ line: at === 0 ? 1 : undefined, text: text.slice(at, at + width) });
      return { total: rows.length, rows };
    },
    'payloads.close': () => undefined,
  };
}

describe('a ticket of a message', () => {
  test('has no payload unless it is ticked, and is copied as shown', async () => {
    const testApp = createTestApp({
      'connections.list': () => [sampleConnection()],
      'messages.details': () => details,
      'messages.readDetails': () => undefined,
      ...payloadAnswers({
        'attachment a1': '<order>4711</order>',
        'store-entry s1': `<mapped>${'x'.repeat(30_000)}</mapped>`,
      }),
    });
    const user = userEvent.setup();
    renderWithApp(
      MessageTicketDialog,
      { connectionId: 'c1', messageGuid: 'AGx1', onClose: () => undefined },
      testApp,
    );
    const dialog = within(screen.getByRole('dialog', { name: 'Ticket of a message' }));
    const preview = dialog.getByRole('region', { name: 'Preview' });
    await waitFor(() => expect(preview.textContent).toContain('`AGx1`'));
    expect(preview.textContent).toContain('## Receive \\| orders: FAILED');
    expect(preview.textContent).toContain('- Failing step: `CallActivity_7`');
    expect(preview.textContent).toContain('request.xml (1.2 kB)');
    expect(preview.textContent).not.toContain('4711');

    await user.click(await dialog.findByRole('checkbox', { name: /^Error text/ }));
    expect(preview.textContent).toContain('Order 4711 is closed');
    const attachment = dialog.getByRole('checkbox', { name: 'request.xml' });
    await user.click(attachment);
    await waitFor(() => expect(preview.textContent).toContain('<order>4711</order>'));
    await user.click(attachment);
    expect(preview.textContent).not.toContain('<order>');

    // Each by itself.
    expect(preview.textContent).toContain('- Persisted payloads: after mapping');
    expect(preview.textContent).not.toContain('<mapped>');
    await user.click(dialog.getByRole('checkbox', { name: 'after mapping' }));
    await waitFor(() => expect(preview.textContent).toContain('after mapping (its beginning):'));
    expect(preview.textContent).toMatch(/<mapped>x{19992}\n/);
    expect(preview.textContent).not.toContain('<order>');
    // What was opened to be read stays open nowhere.
    const opened = testApp.main.inputs('payloads.open').map(({ name }) => name);
    expect(opened).toEqual(['request.xml', 'after mapping']);
    await waitFor(() => expect(testApp.main.inputs('payloads.close')).toHaveLength(2));
    await user.click(dialog.getByRole('button', { name: 'Copy' }));
    expect(testApp.main.inputs('app.copyText')).toEqual([{ text: preview.textContent }]);
  });
});
