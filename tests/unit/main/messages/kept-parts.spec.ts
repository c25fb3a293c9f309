import { beforeEach, describe, expect, it } from 'vitest';

import type { Library } from '../../../../src-main/library/library.ts';
import { keepParts } from '../../../../src-main/messages/kept-parts.ts';
import { MessagePayloads } from '../../../../src-main/payloads/message-payloads.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';

const never = new AbortController().signal;
const part = { guid: 'A', part: 'attachments' };
const fault = new AppError('auth.forbidden', '403');
const failed = { ...part, at: 9, fault };

let library: Library;
beforeEach(async () => {
  library = await temporaryLibrary();
});

const row = () =>
  library.get<{ value: string | null; error: string | null; read_at: number }>(
    'SELECT value, error, read_at FROM message_parts',
  );

it('an error text stays when the tenant, which has forgotten the message, answers that there is none', async () => {
  const error = { guid: 'A', part: 'error' };
  await library.write(keepParts([{ ...error, at: 1, value: { text: 'Read timed out' } }]));
  await library.write(keepParts([{ ...error, at: 2, value: undefined }]));
  expect(await row()).toEqual({ value: '{"text":"Read timed out"}', error: null, read_at: 2 });
  await library.write(keepParts([{ ...error, at: 3, value: { text: 'Refused' } }]));
  expect(await row()).toMatchObject({ value: '{"text":"Refused"}' });
});

describe('a refusal', () => {
  it('is kept where nothing is known, and gives way to an answer', async () => {
    await library.write(keepParts([failed]));
    await library.write(keepParts([{ ...failed, at: 10 }]));
    expect(await row()).toMatchObject({ value: null, error: JSON.stringify(fault.toData()), read_at: 10 });
    await library.write(keepParts([{ ...part, at: 11, value: [1] }]));
    expect(await row()).toEqual({ value: '[1]', error: null, read_at: 11 });
  });

  it.each([['[1]', [1]] as const, [null, undefined] as const])(
    'takes no answer away, not even that there is none (%s)',
    async (text, value) => {
      await library.write(keepParts([{ ...part, at: 1, value }]));
      await library.write(keepParts([failed]));
      expect(await row()).toEqual({ value: text, error: null, read_at: 1 });
    },
  );

  it('leaves what hangs below an entry of the message store as it was read', async () => {
    const tenant = new FakeTenant();
    const entry = { id: 'e', storeId: 's', at: 1, hasAttachments: false };
    const payloads = new MessagePayloads(library, () => 1);
    tenant.put("MessageStoreEntries('e')/Properties", [{ Name: 'a', Value: 'b' }]);
    await payloads.readBelow(tenant, 'A', [entry], never);
    tenant.put("MessageStoreEntries('e')/Properties", fault);
    await payloads.readBelow(tenant, 'A', [entry], never);
    const { value, error } = (await row()) ?? {};
    expect([JSON.parse(value ?? 'null'), error]).toEqual([
      { properties: [{ name: 'a', value: 'b' }], attachments: [] },
      null,
    ]);
  });
});
