import { kindOfRuntimeType } from '../../src-shared/content/artifact-sets.ts';
import type { DeployedState } from '../../src-shared/content/drift.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { Library, Row } from '../library/library.ts';
import { readSyncState } from '../library/sync-state.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** An IntegrationRuntimeArtifact (catalogue 2.4). */
export interface DeployedArtifact extends DeployedState {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** `undefined`: a type without a design-time kind of ours. */
  readonly kind: ArtifactKind | undefined;
  readonly status: string;
  readonly deployedBy: string;
}

export function readDeployedArtifact(entity: unknown): DeployedArtifact {
  const reader = new EntityReader(entity, 'IntegrationRuntimeArtifacts');
  const id = reader.text('Id');
  const type = reader.optionalText('Type') ?? '';
  return {
    id,
    name: reader.optionalText('Name') ?? id,
    type,
    kind: kindOfRuntimeType(type),
    version: reader.optionalText('Version') ?? '',
    status: reader.optionalText('Status') ?? '',
    deployedBy: reader.optionalText('DeployedBy') ?? '',
    deployedAt: reader.instant('DeployedOn'),
  };
}

/** What is deployed, to be compared with what is designed. */
export class Deployed {
  readonly #byId: ReadonlyMap<string, DeployedArtifact>;
  readonly #isRead: boolean;

  constructor(artifacts: readonly DeployedArtifact[], isRead: boolean) {
    this.#byId = new Map(artifacts.map((one) => [one.id, one]));
    this.#isRead = isRead;
  }

  static async ofLibrary(library: Library): Promise<Deployed> {
    const { syncedAt } = await readSyncState(library, 'runtime');
    const rows = await library.all<DeployedRow>(
      'SELECT id, name, type, kind, version, status, deployed_by, deployed_at FROM runtime_artifacts',
    );
    const artifacts = rows.map((row) => ({
      id: row.id,
      name: row.name,
      type: row.type,
      kind: (row.kind ?? undefined) as ArtifactKind | undefined,
      version: row.version,
      status: row.status,
      deployedBy: row.deployed_by,
      deployedAt: row.deployed_at ?? undefined,
    }));
    return new Deployed(artifacts, syncedAt !== undefined);
  }

  /** Design time and runtime share the id (catalogue 3.7); a type we do not know may belong to any kind. */
  of(kind: ArtifactKind, id: string): DeployedArtifact | 'unread' | undefined {
    if (!this.#isRead) return 'unread';
    const found = this.#byId.get(id);
    return found && (found.kind === undefined || found.kind === kind) ? found : undefined;
  }

  /** Ids of everything deployed after an instant. */
  since(instant: number): readonly string[] {
    return [...this.#byId.values()].filter(({ deployedAt = 0 }) => deployedAt > instant).map(({ id }) => id);
  }
}

interface DeployedRow extends Row {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly kind: string | null;
  readonly version: string;
  readonly status: string;
  readonly deployed_by: string;
  readonly deployed_at: number | null;
}
