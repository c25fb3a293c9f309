import { z } from 'zod';

import { termFields } from '../../src-shared/model/messages.ts';
import { maximumWindow } from '../../src-shared/model/rows.ts';

const id = z.string().min(1).max(1_000);
const instant = z.number().min(0).max(8.64e15);
const one = { connectionId: id };
const oneMessage = { ...one, messageGuid: id };

/** A time range, wherever one is asked for. */
export const rangeInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('last'),
    minutes: z
      .number()
      .positive()
      .max(60 * 24 * 400),
  }),
  z.strictObject({ kind: z.literal('between'), from: instant, to: instant }),
]);

const values = z.array(z.string().max(1_000)).min(1).max(500);
const not = z.literal(true).exactOptional();
const milliseconds = z.number().min(0).max(8.64e15).exactOptional();

const term = z.discriminatedUnion('field', [
  z.strictObject({ field: z.enum(termFields), values, not }),
  z.strictObject({ field: z.literal('header'), name: id, values, not }),
  z.strictObject({ field: z.literal('duration'), from: milliseconds, to: milliseconds, not }),
]);

/** What messages are selected by, wherever they are. */
export const filterInput = z.strictObject({
  range: rangeInput,
  statuses: z.array(id).max(50),
  flows: z.array(id).max(500),
  text: z.string().max(500).exactOptional(),
  errorGroup: id.exactOptional(),
  terms: z.array(term).max(100).exactOptional(),
});

const column = z.enum([
  'status',
  'flowName',
  'start',
  'duration',
  'messageGuid',
  'correlationId',
  'applicationMessageId',
  'sender',
  'receiver',
  'customStatus',
]);

const direction = z.enum(['ascending', 'descending']);
const headerColumn = z.templateLiteral(['header:', id]);
/** Also by a custom header. */
export const sortInput = z.strictObject({ column: z.union([column, headerColumn]), direction });

/** Which messages in which order, wherever windows of them are asked for. */
export const windowInput = {
  filter: filterInput,
  sort: z.strictObject({ column, direction }),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(maximumWindow),
};

/** Inputs of the calls in `contract/messages.ts`. */
export const messagesInputs = {
  query: z.strictObject({
    ...one,
    ...windowInput,
    sort: sortInput,
    headers: z.array(id).max(50).exactOptional(),
    heldBack: z.strictObject({ afterKey: z.number().int().min(0), start: instant }).exactOptional(),
  }),
  headerNames: z.strictObject(one),
  counts: z.strictObject({ ...one, filter: filterInput }),
  flows: z.strictObject({ ...one, range: rangeInput }),
  loaded: z.strictObject({ ...one, range: rangeInput }),
  details: z.strictObject(oneMessage),
  readDetails: z.strictObject(oneMessage),
  saveAttachment: z.strictObject({ ...oneMessage, attachmentId: id }),
  sync: z.strictObject({
    ...one,
    range: rangeInput,
    part: z.strictObject({ from: instant, to: instant }).exactOptional(),
    isAsked: z.boolean().exactOptional(),
  }),
  pause: z.strictObject(one),
  live: z.strictObject(one),
  find: z.strictObject({ ...one, id: z.string().max(1_000) }),
};
