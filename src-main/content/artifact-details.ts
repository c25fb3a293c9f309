import { looksSecret } from '../../src-shared/content/looks-secret.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ArtifactDetails, ArtifactKind, ConfigurationRow } from '../../src-shared/model/content.ts';
import type { Library } from '../library/library.ts';
import { endpointsOf } from '../runtime/endpoints.ts';
import { artifactByKey } from './artifact-queries.ts';
import { webUiArtifact } from './web-ui-links.ts';

export async function artifactDetails(
  library: Library,
  kind: ArtifactKind,
  id: string,
  webUiUrl: string | undefined,
  signal: AbortSignal,
): Promise<ArtifactDetails> {
  const row = await artifactByKey(library, kind, id, signal);
  if (!row)
    throw new AppError('tenant.not-found', 'The artifact is not in the library.', { area: 'content' });
  const [facts, configurations, endpoints] = await Promise.all([
    library.get<{
      description: string;
      sender: string;
      receiver: string;
      created_by: string | null;
      created_at: number | null;
      configurations_at: number | null;
      mode: string | null;
      error_texts: string | null;
    }>(
      `SELECT a.description, a.sender, a.receiver, a.created_by, a.created_at, a.configurations_at, p.mode, r.error_texts
       FROM artifacts a LEFT JOIN packages p ON p.id = a.package_id
       LEFT JOIN runtime_artifacts r ON r.id = a.id AND (r.kind IS NULL OR r.kind = a.kind)
       WHERE a.kind = ? AND a.id = ?`,
      [kind, id],
      signal,
    ),
    library.all<{ key: string; value: string; data_type: string; description: string }>(
      'SELECT key, value, data_type, description FROM configurations WHERE artifact_id = ? ORDER BY position',
      [id],
      signal,
    ),
    endpointsOf(library, id, signal),
  ]);
  const isRead = kind === 'IntegrationFlow' && facts?.configurations_at !== null;
  return {
    row,
    description: facts?.description ?? '',
    sender: facts?.sender ?? '',
    receiver: facts?.receiver ?? '',
    createdBy: facts?.created_by ?? undefined,
    createdAt: facts?.created_at ?? undefined,
    packageMode: facts?.mode ?? '',
    configurations: isRead ? configurations.map(configurationRow) : undefined,
    endpoints: kind === 'IntegrationFlow' ? endpoints : [],
    runtimeErrors:
      facts?.error_texts === undefined || facts.error_texts === null
        ? undefined
        : (JSON.parse(facts.error_texts) as string[]),
    webUiUrl: webUiArtifact(webUiUrl, row.packageId, kind, id),
  };
}

function configurationRow(row: {
  key: string;
  value: string;
  data_type: string;
  description: string;
}): ConfigurationRow {
  return {
    key: row.key,
    value: row.value,
    dataType: row.data_type,
    description: row.description,
    looksSecret: looksSecret(row.key, row.data_type),
  };
}
