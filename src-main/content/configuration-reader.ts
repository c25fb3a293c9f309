import { inParallel } from '../jobs/in-parallel.ts';
import type { Library, Row, SqlValue, Statement } from '../library/library.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { artifactPath } from './artifact-path.ts';

interface FlowRow extends Row {
  readonly id: string;
  readonly stamp: string;
}

const stampOf = "coalesce(version, 'draft') || ' ' || coalesce(modified_at, '')";
const parallel = 4;

export interface ConfigurationReaderOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly priority?: ReadRequest['priority'];
}

/**
 * Configurations of integration flows (catalogue 2.3), one request each. A flow is read again when its
 * version or modification stamp changed; a value changed without either is found by `verify` and by
 * opening the artifact.
 */
export class ConfigurationReader {
  readonly #options: ConfigurationReaderOptions;

  constructor(options: ConfigurationReaderOptions) {
    this.#options = options;
  }

  /** Flows whose configurations are not known as they are now; all of them on `verify`. */
  async pending(mode: 'changed' | 'verify'): Promise<readonly string[]> {
    const changed =
      mode === 'verify' ? '' : ` AND (configurations_stamp IS NULL OR configurations_stamp <> ${stampOf})`;
    const rows = await this.#options.library.all<FlowRow>(
      `SELECT id FROM artifacts WHERE kind = 'IntegrationFlow'${changed} ORDER BY name`,
    );
    return rows.map(({ id }) => id);
  }

  /** Reads many; one that is refused or gone does not hold up the others. */
  async readAll(flowIds: readonly string[], done: () => void): Promise<void> {
    await inParallel(flowIds, parallel, async (id) => {
      try {
        await this.read(id);
      } catch (fault) {
        // Its configurations stay "not read", and opening the artifact says why.
        if (!concernsOneThing(fault)) throw fault;
      }
      done();
    });
  }

  async read(flowId: string): Promise<void> {
    const { client, library, now, signal, priority } = this.#options;
    const path = `${artifactPath('IntegrationFlow', flowId)}/Configurations`;
    const rows: (readonly SqlValue[])[] = [];
    const request: ReadRequest = { path, area: 'content', signal, ...(priority && { priority }) };
    for await (const { entities } of client.pages(request, readConfiguration)) rows.push(...entities);
    await library.write(storeConfigurations(flowId, rows, now()));
  }
}

/** Key, value, data type, description. */
function readConfiguration(entity: unknown): readonly SqlValue[] {
  const reader = new EntityReader(entity, 'Configurations');
  return [
    reader.text('ParameterKey'),
    reader.optionalText('ParameterValue') ?? '',
    reader.optionalText('DataType') ?? '',
    reader.optionalText('Description') ?? '',
  ];
}

function storeConfigurations(
  flowId: string,
  configurations: readonly (readonly SqlValue[])[],
  at: number,
): readonly Statement[] {
  return [
    { sql: 'DELETE FROM configurations WHERE artifact_id = ?', params: [flowId] },
    {
      sql: `INSERT INTO configurations (artifact_id, position, key, value, data_type, description)
            VALUES (?, ?, ?, ?, ?, ?)`,
      rows: configurations.map((one, position) => [flowId, position, ...one]),
    },
    {
      sql: `UPDATE artifacts SET configurations_stamp = ${stampOf}, configurations_at = ?
            WHERE kind = 'IntegrationFlow' AND id = ?`,
      params: [at, flowId],
    },
  ];
}
