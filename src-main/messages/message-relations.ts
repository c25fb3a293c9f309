import type { MessageDetails } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';

type Relations = Pick<MessageDetails, 'packageName' | 'deployedVersion' | 'artifactExists' | 'correlated'>;

/** What else the library knows around a message: its flow's package and versions, and how many share its correlation id. */
export async function messageRelations(
  library: Library,
  messageGuid: string,
  signal: AbortSignal,
): Promise<Relations> {
  const facts = await library.get<{
    package_name: string;
    correlated: number;
    deployed: string | null;
    artifacts: number;
  }>(
    `SELECT f.package_name,
       (SELECT count(*) FROM messages c WHERE c.correlation_id = m.correlation_id) AS correlated,
       (SELECT version FROM runtime_artifacts r WHERE r.id = f.id) AS deployed,
       (SELECT count(*) FROM artifacts a WHERE a.id = f.id AND a.kind = 'IntegrationFlow') AS artifacts
     FROM messages m JOIN flows f ON f.flow_key = m.flow WHERE m.guid = ?`,
    [messageGuid],
    signal,
  );
  return {
    packageName: facts?.package_name === '' ? undefined : facts?.package_name,
    deployedVersion: facts?.deployed ?? undefined,
    artifactExists: (facts?.artifacts ?? 0) > 0,
    correlated: facts?.correlated ?? 0,
  };
}
