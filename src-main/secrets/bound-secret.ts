import { z } from 'zod';

import { nowhere, type SecretDestination } from '../../src-shared/connections/secret-destination.ts';

export interface BoundSecret {
  readonly text: string;
  /** Absent where an older version kept it. */
  readonly destination: SecretDestination | undefined;
}

const mark = 'tenant-atlas-bound:1:';
const bound = z.strictObject({
  text: z.string(),
  name: z.string(),
  hosts: z.array(z.string()),
});

/**
 * A secret together with whom it is for, as the one text that is encrypted: whoever changes an address in a file cannot
 * change this.
 */
export function bindSecret(text: string, destination: SecretDestination = nowhere): string {
  const { name, hosts } = destination;
  return mark + JSON.stringify({ text, name, hosts });
}

export function readBound(decrypted: string): BoundSecret {
  if (!decrypted.startsWith(mark)) return { text: decrypted, destination: undefined };
  const { text, ...destination } = bound.parse(JSON.parse(decrypted.slice(mark.length)));
  return { text, destination };
}
