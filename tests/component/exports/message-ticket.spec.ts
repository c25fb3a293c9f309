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
    'payloads.open': ({ source, name, limit = Number.POSITIVE_INFINITY }) => {
      if (source.of === 'part') throw new AppError('input.invalid', 'x');
      const id = sourceKey(source);
      return {
        id,
        name,
        bytes: Math.min(limit, texts[id]?.length ?? 0),
        contentType: 'text/xml',
        kind: 'xml',
        charset: 'utf-8',
        charsetFrom: 'declared',
        from: 'tenant',
        isKept: false,
        isCut: (texts[id]?.length ?? 0) > limit,
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

  test('reads of a payload what goes along, however large it is, and says that it is cut', async () => {
    const testApp = createTestApp({
      'connections.list': () => [sampleConnection()],
      'messages.details': () => details,
      'messages.readDetails': () => undefined,
      ...payloadAnswers({ 'attachment a1': '€'.repeat(200_000) }),
      // Few enough to go along: only main knows that there is more.
      'payloads.rows': () => ({ total: 1, rows: [{ line: 1, text: '€'.repeat(9_000) }] }),
    });
    const user = userEvent.setup();
    const given = { connectionId: 'c1', messageGuid: 'AGx1', onClose: () => undefined };
    renderWithApp(MessageTicketDialog, given, testApp);
    await user.click(await screen.findByRole('checkbox', { name: 'request.xml' }));
    const preview = screen.getByRole('region', { name: 'Preview' });
    await waitFor(() => expect(preview.textContent).toContain('request.xml (its beginning):'));
    const [asked] = testApp.main.inputs('payloads.open');
    // Characters of any character set: four bytes each, and a mark.
    expect(asked?.limit).toBe(80_004);
  });

  /** A dialog whose payloads open when the test says so. */
  async function showSlow() {
    const texts = payloadAnswers({ 'attachment a1': '<order>4711</order>' });
    const answers: (() => void)[] = [];
    const testApp = createTestApp({
      'connections.list': () => [sampleConnection()],
      'messages.details': () => details,
      'messages.readDetails': () => undefined,
      ...texts,
      'payloads.open': async (input) => {
        await new Promise<void>((resume) => {
          answers.push(resume);
        });
        if (!texts['payloads.open']) throw new Error('Nothing opens payloads.');
        return texts['payloads.open'](input);
      },
    });
    const given = { connectionId: 'c1', messageGuid: 'AGx1', onClose: () => undefined };
    const { unmount } = renderWithApp(MessageTicketDialog, given, testApp);
    const attachment = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'request.xml' });
    return { main: testApp.main, user: userEvent.setup(), unmount, attachment, answers };
  }

  test('gives the reading of a payload up when it is unticked, and closes what came all the same', async () => {
    const { main, user, attachment, answers } = await showSlow();
    const preview = screen.getByRole('region', { name: 'Preview' });
    await user.click(attachment);
    await waitFor(() => expect(answers).toHaveLength(1));
    expect(preview.textContent).not.toContain('4711');
    expect(main.cancelled).toHaveLength(0);
    await user.click(attachment);
    expect(main.cancelled).toHaveLength(1);
    expect(preview.textContent).toContain('`AGx1`');

    // Ticked again while the first answer is under way: that one is not taken for the second.
    await user.click(attachment);
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[0]?.();
    await waitFor(() => expect(main.inputs('payloads.close')).toEqual([{ id: 'attachment a1' }]));
    expect(attachment.checked).toBe(true);
    expect(main.inputs('payloads.rows')).toHaveLength(0);
    answers[1]?.();
    await waitFor(() => expect(preview.textContent).toContain('<order>4711</order>'));
    await waitFor(() => expect(main.inputs('payloads.close')).toHaveLength(2));
    expect(main.cancelled).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('gives its text up, too, and closes what was open for it', async () => {
    const { main, user, attachment, answers } = await showSlow();
    const texts: (() => void)[] = [];
    main.answer({
      'payloads.rows': async () => {
        await new Promise<void>((resume) => {
          texts.push(resume);
        });
        throw new AppError('request.cancelled', 'Given up by the window.');
      },
    });
    await user.click(attachment);
    await waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    await waitFor(() => expect(texts).toHaveLength(1));
    await user.click(attachment);
    expect(main.cancelled).toHaveLength(1);
    texts[0]?.();
    await waitFor(() => expect(main.inputs('payloads.close')).toEqual([{ id: 'attachment a1' }]));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('gives the reading of payloads up when its dialog goes', async () => {
    const { main, user, unmount, attachment, answers } = await showSlow();
    await user.click(attachment);
    await waitFor(() => expect(answers).toHaveLength(1));
    unmount();
    expect(main.cancelled).toHaveLength(1);
    answers[0]?.();
    await waitFor(() => expect(main.inputs('payloads.close')).toEqual([{ id: 'attachment a1' }]));
    expect(main.inputs('payloads.rows')).toHaveLength(0);
  });
});
