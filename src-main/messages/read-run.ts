import type { RunRow } from '../../src-shared/model/messages.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** A run as the tenant lists it (catalogue 2.5). Throws `tenant.unexpected-shape`. */
export function readRun(entity: unknown): RunRow {
  const reader = new EntityReader(entity, 'MessageProcessingLogRuns');
  return {
    id: reader.text('Id'),
    state: reader.optionalText('OverallState') ?? '',
    logLevel: reader.optionalText('LogLevel') ?? '',
    start: reader.instant('RunStart'),
    stop: reader.instant('RunStop'),
  };
}
