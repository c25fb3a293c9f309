import { type Validity, validityOf } from '../../../src-shared/connections/validity.ts';
import { usesCertificate } from '../../../src-shared/model/access.ts';
import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';

/** How long the certificate of a connection is still valid; `undefined` where it has none. */
export function certificateValidity({ access }: ConnectionSummary, now: number): Validity | undefined {
  return usesCertificate(access) && access.validTo !== undefined
    ? validityOf(access.validTo, now)
    : undefined;
}
