import { z } from 'zod';

import { longestPattern } from '../../src-shared/exports/name-pattern.ts';
import {
  exportColumns,
  exportFormats,
  mostChosen,
  mostHeaders,
  payloadKinds,
} from '../../src-shared/model/exports.ts';
import { filterInput, sortInput } from '../messages/inputs.ts';

const id = z.string().min(1).max(1_000);
const one = { connectionId: id };

const chosen = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('query'), filter: filterInput }),
  z.strictObject({ kind: z.literal('marked'), messageGuids: z.array(id).min(1).max(mostChosen) }),
]);

const payloads = {
  ...one,
  messages: chosen,
  kinds: z.array(z.enum(payloadKinds)).min(1).max(payloadKinds.length),
};
const oneDownload = z.strictObject({ ...one, downloadId: z.string().min(1).max(100) });

/** Inputs of the calls in `contract/exports.ts`. */
export const exportsInputs = {
  save: z.strictObject({
    ...one,
    messages: chosen,
    sort: sortInput,
    format: z.enum(exportFormats),
    columns: z.array(z.enum(exportColumns)).max(exportColumns.length),
    headers: z.array(id).max(mostHeaders),
    description: z.string().max(2_000),
  }),
  plan: z.strictObject(payloads),
  listPayloads: z.strictObject(payloads),
  download: z.strictObject({
    ...payloads,
    pattern: z.string().min(1).max(longestPattern),
    description: z.string().max(2_000),
  }),
  downloads: z.strictObject(one),
  resume: oneDownload,
  forget: oneDownload,
  showFolder: oneDownload,
};
