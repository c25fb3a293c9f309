import { z } from 'zod';

import { shortestPassphrase } from '../../src-shared/model/secrets.ts';
import { importChoices } from '../../src-shared/model/sharing.ts';

const longestPassphrase = 1_000;
const mostConnections = 10_000;
const importId = z.string().min(1).max(100);

/** Inputs of the calls in `contract/sharing.ts`. */
export const sharingInputs = {
  exportConnections: z.strictObject({
    connectionIds: z.array(z.string().min(1).max(100)).min(1).max(mostConnections),
    passphrase: z.string().min(shortestPassphrase).max(longestPassphrase).exactOptional(),
  }),
  choose: z.strictObject({ what: z.enum(['files', 'folder']) }),
  read: z.strictObject({ files: z.array(z.string().min(1).max(4_000)).min(1).max(100_000) }),
  unlock: z.strictObject({ importId, passphrase: z.string().max(longestPassphrase) }),
  importConnections: z.strictObject({
    importId,
    choices: z
      .array(z.strictObject({ key: z.string().max(100), choice: z.enum(importChoices) }))
      .max(mostConnections),
  }),
  leave: z.strictObject({ importId }),
};
