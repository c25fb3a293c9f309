import { z } from 'zod';

import { draftSchema } from '../connections/inputs.ts';

const id = z.string().min(1).max(100);

/** Inputs of the calls in `contract/doctor.ts`. */
export const doctorInputs = {
  examine: z.strictObject({
    examinationId: id,
    subject: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('saved'), connectionId: id }),
      z.strictObject({ kind: z.literal('draft'), draft: draftSchema }),
    ]),
  }),
};
