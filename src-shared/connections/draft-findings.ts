import type { AccessDraft, SecretTexts } from '../model/access.ts';
import type { EdgeRuntime, ProxyChoice } from '../model/way.ts';
import { accessFindings } from './access-findings.ts';
import { errorAt, type Finding } from './finding.ts';
import { readTenantHost } from './host-forms.ts';
import { otherLabel } from './token-url.ts';
import { edgeFindings, proxyFindings } from './way-findings.ts';

/** The fields of a connection that can be wrong. A secret part is absent where the stored one stays. */
export interface DraftFields {
  readonly name: string;
  readonly tenantUrl: string;
  readonly access: AccessDraft;
  readonly secrets: SecretTexts;
  readonly proxy?: ProxyChoice | undefined;
  readonly edge?: readonly EdgeRuntime[] | undefined;
}

/** Everything that can be said about a draft without a network, in the order of the form's fields. */
export function draftFindings(draft: DraftFields): readonly Finding[] {
  const { access, secrets } = draft;
  const findings: Finding[] = [];
  if (draft.name.trim() === '') {
    const text = 'The connection has no name.';
    findings.push(errorAt('name', 'field.required', text, 'Give it a name you will recognise.'));
  }
  findings.push(...readTenantHost(draft.tenantUrl).findings, ...accessFindings(access, secrets));
  const other = 'tokenUrl' in access ? otherLabel(draft.tenantUrl, access.tokenUrl) : undefined;
  if (other) findings.push(other);
  if (draft.proxy) findings.push(...proxyFindings(draft.proxy));
  if (draft.edge) findings.push(...edgeFindings(draft.edge));
  return findings;
}
