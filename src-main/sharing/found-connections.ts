import { advise } from '../../src-shared/advice.ts';
import { isSameHost } from '../../src-shared/connections/address.ts';
import { hasErrors } from '../../src-shared/connections/finding.ts';
import { guessEnvironment } from '../../src-shared/connections/guess-environment.ts';
import { readServiceKey } from '../../src-shared/connections/service-key.ts';
import { suggestedName } from '../../src-shared/connections/suggested-name.ts';
import { AppError } from '../../src-shared/errors.ts';
import { clientOf, type SecretTexts } from '../../src-shared/model/access.ts';
import type { ConnectionDraft } from '../../src-shared/model/connections.ts';
import type { RefusedImport } from '../../src-shared/model/sharing.ts';
import { plainLine } from '../../src-shared/plain-text.ts';
import { completeDraft, type ConnectionFields } from '../connections/complete-draft.ts';
import { readerOfTexts } from '../connections/connection-secrets.ts';
import type { ChosenFile } from './chosen-files.ts';
import type { FiledConnection } from './filed-connection.ts';

/** A connection that was read and could be kept as it is. */
export interface Found {
  readonly key: string;
  /** As it was called where it comes from. */
  readonly id: string | undefined;
  readonly file: string;
  readonly fields: ConnectionFields;
  readonly secrets: SecretTexts;
}

export interface FoundAndRefused {
  readonly found: readonly Found[];
  readonly refused: readonly RefusedImport[];
}

/** The connections of a file, each held against the rules of the form. */
export async function foundInFile(
  connections: readonly FiledConnection[],
  file: string,
): Promise<FoundAndRefused> {
  const found: Found[] = [];
  const refused: RefusedImport[] = [];
  const ids = new Set<string>();
  for (const [index, connection] of connections.entries()) {
    const { id, secrets } = connection;
    const draft = draftOf(connection);
    const fields = await completed(draft);
    if ('reason' in fields) {
      refused.push({ name: draft.name, reason: fields.reason });
      continue;
    }
    // Of two with one id, the second is another connection.
    const isOwn = id !== undefined && !ids.has(id);
    if (isOwn) ids.add(id);
    found.push({ key: `${file} ${index}`, id: isOwn ? id : undefined, file, fields, secrets });
  }
  return { found, refused };
}

/** Service keys, one to a file; what is none is named with the reason. */
export async function foundInKeys(files: readonly ChosenFile[]): Promise<FoundAndRefused> {
  const found: Found[] = [];
  const refused: RefusedImport[] = [];
  for (const [index, file] of files.entries()) {
    const one = await foundInKey(file, `${file.name} ${index}`);
    const before = 'reason' in one ? undefined : found.find(({ fields }) => isSameClient(one.fields, fields));
    if ('reason' in one) refused.push({ name: file.name, reason: one.reason });
    else if (before)
      refused.push({ name: file.name, reason: `The same tenant and client as in ${before.file}.` });
    else found.push(one);
  }
  return { found, refused };
}

async function foundInKey(
  { name: file, text }: ChosenFile,
  key: string,
): Promise<Found | { readonly reason: string }> {
  const { fields: read, suggestedName: suggested, findings } = readServiceKey(text);
  const [wrong] = findings.filter(({ severity }) => severity === 'error');
  if (wrong && hasErrors(findings)) return { reason: `${wrong.text} ${wrong.remedy}` };
  const { tenantUrl, access, secrets } = read;
  if (tenantUrl === undefined || !access) return { reason: 'It does not name a tenant.' };
  const name = plainLine(suggested ?? suggestedName(tenantUrl), 200);
  const environment = guessEnvironment(name) ?? 'other';
  const draft = { name, tenantUrl, access, secrets, environment, colour: 'none', notes: '' } as const;
  const fields = await completed(draft);
  return 'reason' in fields ? fields : { key, id: undefined, file, fields, secrets };
}

function draftOf({ authorities, flowKey, webUiUrl, ...filed }: FiledConnection): ConnectionDraft {
  const { tenantUrl, environment, colour, notes, folder, tags, access, proxy, edge, secrets } = filed;
  return {
    name: filed.name === '' ? plainLine(suggestedName(tenantUrl), 200) : filed.name,
    tenantUrl,
    access,
    secrets,
    proxy,
    trust: {
      authorities: authorities.map(({ name, pem }) => ({ name: plainLine(name, 200) || 'file', pem })),
      servers: [],
    },
    edge,
    environment,
    colour,
    notes,
    folder,
    tags,
    ...(flowKey && { flowKey }),
    ...(webUiUrl !== undefined && { webUiUrl }),
  };
}

async function completed(draft: ConnectionDraft): Promise<ConnectionFields | { readonly reason: string }> {
  try {
    return await completeDraft(draft, undefined, readerOfTexts(draft.secrets));
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    return { reason: fault.code === 'input.invalid' ? fault.message : `${advise(fault).title}.` };
  }
}

type Client = Pick<ConnectionFields, 'tenantUrl' | 'access'>;

export function isSameClient(one: Client, other: Client): boolean {
  return isSameHost(one.tenantUrl, other.tenantUrl) && clientOf(one.access) === clientOf(other.access);
}
