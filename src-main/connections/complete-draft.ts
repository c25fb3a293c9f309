import { parseAddress } from '../../src-shared/connections/address.ts';
import { draftFindings } from '../../src-shared/connections/draft-findings.ts';
import type { Finding } from '../../src-shared/connections/finding.ts';
import { readTenantHost } from '../../src-shared/connections/host-forms.ts';
import { readTokenUrl } from '../../src-shared/connections/token-url.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionDraft } from '../../src-shared/model/connections.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** The fields of a form that are kept with a connection. */
export type ConnectionFields = Pick<
  ConnectionRecord,
  'name' | 'tenantUrl' | 'tokenUrl' | 'clientId' | 'environment' | 'colour' | 'notes' | 'webUiUrl'
>;

/** The draft with host and token URL in the one form they are kept in. Throws `input.invalid` with its field. */
export function completeDraft(
  draft: ConnectionDraft,
  ignored: readonly Finding['field'][] = [],
): ConnectionFields {
  const wrong = draftFindings(draft).find(
    ({ severity, field }) => severity === 'error' && !ignored.includes(field),
  );
  if (wrong) throw invalid(wrong);
  const { origin } = readTenantHost(draft.tenantUrl);
  const { url } = readTokenUrl(draft.tokenUrl);
  if (origin === undefined || url === undefined) {
    throw new AppError('input.invalid', 'An address is missing.', { field: 'tenantUrl' });
  }
  const { clientId, environment, colour, notes } = draft;
  const webUi = draft.webUiUrl?.trim() ?? '';
  return {
    name: draft.name.trim(),
    tenantUrl: origin,
    tokenUrl: url,
    clientId,
    environment,
    colour,
    notes,
    webUiUrl: webUi === '' ? undefined : webUiAddress(webUi),
  };
}

/** What a finding says may be shown: findings never quote a secret. */
export function invalid({ field, text, remedy }: Finding): AppError {
  return new AppError('input.invalid', `${text} ${remedy}`, { field });
}

function webUiAddress(text: string): string {
  const withScheme = text.includes('://') ? text : `https://${text}`;
  const address = parseAddress(withScheme);
  if (address?.scheme !== 'https' || address.hasUser) {
    throw new AppError('input.invalid', 'The web UI has an address that begins with https.', {
      field: 'webUiUrl',
    });
  }
  return withScheme;
}
