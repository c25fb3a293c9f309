import { z } from 'zod';

import { mostRules, watchIntervals } from '../../src-shared/model/watch.ts';

const queryId = z.string().min(1).max(201);
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 31);
const minuteOfDay = z.number().int().min(0).max(1_439);

const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('first-failure'), calmMinutes: minutes }),
  z.strictObject({ kind: z.literal('more-than'), count: z.number().int().min(0).max(1_000_000), minutes }),
  z.strictObject({ kind: z.literal('returning-group') }),
  z.strictObject({ kind: z.literal('silence'), hours: z.number().int().min(1).max(168) }),
]);

export const watchInput = z.strictObject({
  queryId,
  isOn: z.boolean(),
  rules: z.array(rule).max(mostRules),
});

export const settingsInput = z.strictObject({
  everyMinutes: z.union(watchIntervals.map((one) => z.literal(one))),
  quiet: z.strictObject({ from: minuteOfDay, to: minuteOfDay }).optional(),
  staysInTray: z.boolean(),
});

/** Inputs of the calls in `contract/watch.ts`. */
export const watchInputs = {
  state: z.undefined(),
  save: watchInput,
  remove: z.strictObject({ queryId }),
  cost: z.strictObject({ queryId }),
  writeSettings: settingsInput.transform(({ quiet, ...rest }) => ({ ...rest, quiet })),
  pause: z.strictObject({ minutes: z.number().int().min(0).max(10_080) }),
  history: z.undefined(),
  test: z.undefined(),
};
