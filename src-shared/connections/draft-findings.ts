import { clientIdFindings, secretFindings } from './credential-findings.ts';
import { errorAt, type Finding } from './finding.ts';
import { readTenantHost } from './host-forms.ts';
import { otherLabel, readTokenUrl } from './token-url.ts';

/** The fields of a connection that can be wrong. `clientSecret` is absent where the stored one stays. */
export interface DraftFields {
  readonly name: string;
  readonly tenantUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/** Everything that can be said about a draft without a network, in the order of the form's fields. */
export function draftFindings(draft: DraftFields): readonly Finding[] {
  const findings: Finding[] = [];
  if (draft.name.trim() === '') {
    const text = 'The connection has no name.';
    findings.push(errorAt('name', 'field.required', text, 'Give it a name you will recognise.'));
  }
  findings.push(...readTenantHost(draft.tenantUrl).findings);
  findings.push(...clientIdFindings(draft.clientId));
  if (draft.clientSecret !== undefined) findings.push(...secretFindings(draft.clientSecret, draft.clientId));
  findings.push(...readTokenUrl(draft.tokenUrl).findings);
  const other = otherLabel(draft.tenantUrl, draft.tokenUrl);
  if (other) findings.push(other);
  return findings;
}
