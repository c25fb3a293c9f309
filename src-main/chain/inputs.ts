import { z } from 'zod';

import { mostRuntimes } from '../../src-shared/model/chain.ts';

const id = z.string().min(1).max(1_000);
const asked = z.strictObject({ connectionIds: z.array(id).min(1).max(mostRuntimes), correlationId: id });

/** Inputs of the calls in `contract/chain.ts`. */
export const chainInputs = { messages: asked, read: asked };
