import { z } from 'zod';

const largest = 100_000_000;

/** Inputs of the calls in `contract/diagram.ts`. */
export const diagramInputs = {
  save: z.strictObject({
    name: z.string().max(500),
    format: z.enum(['svg', 'png']),
    bytes: z.instanceof(Uint8Array<ArrayBufferLike>).refine(({ length }) => length > 0 && length <= largest),
  }),
};
