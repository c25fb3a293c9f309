import { z } from 'zod';

import { errorCodes } from '../../src-shared/errors.ts';
import { closings } from '../../src-shared/model/gate.ts';
import { importedAs } from '../../src-shared/model/journal.ts';

/** The connection as it was called when a line was written. */
export interface JournaledConnection {
  readonly id: string;
  readonly name: string;
  readonly host: string;
}

const common = {
  /** Number of the line, from 1, without gaps. */
  n: z.number().int().positive(),
  at: z.iso.datetime(),
  connection: z.object({ id: z.string(), name: z.string(), host: z.string() }),
  /** User of this computer. */
  user: z.string(),
};

/** One line of a journal (docs/journal.md). */
export const entrySchema = z.discriminatedUnion('event', [
  z.object({ ...common, event: z.literal('opened'), reason: z.string(), until: z.iso.datetime() }),
  z.object({ ...common, event: z.literal('closed'), why: z.enum(closings) }),
  z.object({ ...common, event: z.literal('write'), method: z.string(), target: z.string(), key: z.string() }),
  /** What became of the write in line `of`. */
  z.object({ ...common, event: z.literal('result'), of: z.number().int(), status: z.number().int() }),
  z.object({ ...common, event: z.literal('failure'), of: z.number().int(), code: z.enum(errorCodes) }),
  z.object({ ...common, event: z.literal('exported'), secrets: z.boolean() }),
  z.object({ ...common, event: z.literal('imported'), secrets: z.boolean(), how: z.enum(importedAs) }),
  /** The list of ends was not what this computer had written. */
  z.object({ ...common, event: z.literal('noted'), about: z.enum(['ends-missing', 'ends-changed']) }),
]);

export type Entry = z.infer<typeof entrySchema>;
type Without<T> = T extends unknown ? Omit<T, keyof typeof common> : never;
/** What is told of an event; number, time, connection and user are added. */
export type Event = Without<Entry>;
