import { z } from 'zod';

import { longestShownText } from '../../src-shared/model/messages.ts';
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

const filter = z.strictObject({
  range: rangeInput,
  statuses: z.array(id).max(50),
  flows: z.array(id).max(500),
  text: z.string().max(500).exactOptional(),
  errorGroup: id.exactOptional(),
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

/** Inputs of the calls in `contract/messages.ts`. */
export const messagesInputs = {
  query: z.strictObject({
    ...one,
    filter,
    sort: z.strictObject({ column, direction: z.enum(['ascending', 'descending']) }),
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(maximumWindow),
  }),
  counts: z.strictObject({ ...one, filter }),
  flows: z.strictObject({ ...one, range: rangeInput }),
  loaded: z.strictObject({ ...one, range: rangeInput }),
  details: z.strictObject(oneMessage),
  readDetails: z.strictObject(oneMessage),
  attachmentText: z.strictObject({
    ...oneMessage,
    attachmentId: id,
    limit: z.number().int().min(1).max(longestShownText),
  }),
  saveAttachment: z.strictObject({ ...oneMessage, attachmentId: id }),
  sync: z.strictObject({ ...one, range: rangeInput }),
  find: z.strictObject({ ...one, id: z.string().max(1_000) }),
};
