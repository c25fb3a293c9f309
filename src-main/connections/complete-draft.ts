import { parseAddress } from '../../src-shared/connections/address.ts';
import { folderName, tagNames } from '../../src-shared/connections/arrangement.ts';
import { draftFindings } from '../../src-shared/connections/draft-findings.ts';
import type { Finding } from '../../src-shared/connections/finding.ts';
import { readTenantHost } from '../../src-shared/connections/host-forms.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionDraft } from '../../src-shared/model/connections.ts';
import { usualKeeping } from '../../src-shared/model/keeping.ts';
import { systemProxy, usualTrust } from '../../src-shared/model/way.ts';
import type { AccessSecrets } from '../sap/access.ts';
import { completeAccess } from './complete-access.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** The fields of a form that are kept with a connection. */
export type ConnectionFields = Omit<
  ConnectionRecord,
  'id' | 'isDemo' | 'isFavourite' | 'createdAt' | 'lastUsedAt' | 'reachedHost'
>;

/**
 * The draft with host and token URL in the one form they are kept in, and what it does not name as it was before.
 * Throws `input.invalid` with its field.
 */
export async function completeDraft(
  draft: ConnectionDraft,
  before: ConnectionRecord | undefined,
  secrets: AccessSecrets,
  ignored: readonly Finding['field'][] = [],
): Promise<ConnectionFields> {
  const wrong = draftFindings(draft).find(
    ({ severity, field }) => severity === 'error' && !ignored.includes(field),
  );
  if (wrong) throw invalid(wrong);
  const { origin } = readTenantHost(draft.tenantUrl);
  if (origin === undefined)
    throw new AppError('input.invalid', 'An address is missing.', { field: 'tenantUrl' });
  const { environment, colour, notes } = draft;
  const { flowKey = before?.flowKey } = draft;
  const webUi = draft.webUiUrl?.trim() ?? '';
  return {
    name: draft.name.trim(),
    tenantUrl: origin,
    access: await completeAccess(draft.access, before, secrets),
    proxy: draft.proxy ?? before?.proxy ?? systemProxy,
    trust: draft.trust ?? before?.trust ?? usualTrust,
    flowKey: flowKey === 'remove' ? undefined : flowKey,
    edge: draft.edge ?? before?.edge ?? [],
    environment,
    colour,
    notes,
    folder: folderName(draft.folder ?? before?.folder ?? ''),
    tags: tagNames(draft.tags ?? before?.tags ?? []),
    keeping: before?.keeping ?? usualKeeping,
    keepsPayloads: draft.keepsPayloads ?? before?.keepsPayloads ?? false,
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
