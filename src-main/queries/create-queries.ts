import { randomUUID } from 'node:crypto';

import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import { MessageQueries } from '../messages/message-queries.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { QueryFile } from './query-file.ts';
import { QueryService } from './query-service.ts';

export interface QueriesParts {
  /** `queries.json`. */
  readonly file: SettingsFile;
  readonly sessions: Sessions;
  readonly publish: Publish;
}

/** Builds everything of this domain. */
export function createQueries({ file, sessions, publish }: QueriesParts): QueryService {
  return new QueryService({
    file: new QueryFile(file),
    queriesOf: async (connectionId) =>
      new MessageQueries((await sessions.get(connectionId)).library, Date.now),
    newId: randomUUID,
    changed: () => {
      publish('queries.changed', undefined);
    },
  });
}
