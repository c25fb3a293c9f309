import { z } from 'zod';

import { offeredCharsets, payloadKinds } from '../../src-shared/model/payloads.ts';

const id = z.string().min(1).max(1_000);
const name = z.string().max(1_000);
const oneMessage = { connectionId: id, messageGuid: id };
const opened = { id: z.uuid() };

const source = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.enum(['attachment', 'store-entry', 'store-attachment', 'trace']),
    messageGuid: id,
    id,
  }),
  z.strictObject({ of: z.literal('part'), payloadId: z.uuid(), path: z.string().min(1).max(4_000) }),
]);

const look = z.strictObject({
  charset: z.enum(offeredCharsets).exactOptional(),
  kind: z.enum(payloadKinds).exactOptional(),
  isPretty: z.boolean(),
});
const looked = { ...opened, look };
const offset = z.number().int().min(0);
const width = z.number().int().min(20).max(10_000);

/** Inputs of the calls in `contract/payloads.ts`. */
export const payloadsInputs = {
  list: z.strictObject(oneMessage),
  readList: z.strictObject(oneMessage),
  open: z.strictObject({
    connectionId: id,
    source,
    name,
    ticket: z.uuid(),
    limit: z
      .number()
      .int()
      .min(1)
      .max(1024 * 1024)
      .exactOptional(),
  }),
  openFile: z.undefined(),
  close: z.strictObject(opened),
  text: z.strictObject(looked),
  rows: z.strictObject({ ...looked, width, offset, limit: z.number().int().min(1).max(500) }),
  rowOfLine: z.strictObject({ ...looked, width, line: z.number().int().min(1) }),
  find: z.strictObject({
    ...looked,
    width,
    text: z.string().min(1).max(2_000),
    isRegex: z.boolean(),
    matchCase: z.boolean(),
  }),
  query: z.strictObject({
    ...looked,
    language: z.enum(['xpath', 'jsonpath']),
    expression: z.string().min(1).max(5_000),
  }),
  records: z.strictObject({ ...looked, offset, limit: z.number().int().min(1).max(500) }),
  parts: z.strictObject(looked),
  bytes: z.strictObject({
    ...opened,
    offset,
    limit: z
      .number()
      .int()
      .min(1)
      .max(256 * 1024),
  }),
  save: z.strictObject(opened),
  download: z.strictObject({ connectionId: id, source, name }),
};
