import { randomUUID } from 'node:crypto';

import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { MessageQueries } from '../messages/message-queries.ts';
import { tenantNow } from '../messages/tenant-now.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import type { Queries } from './handlers.ts';
import { HeaderAnswers } from './header-answers.ts';
import { MessageFacets } from './message-facets.ts';
import { QueryFile } from './query-file.ts';
import { QueryService } from './query-service.ts';

export interface QueriesParts {
  /** `queries.json`. */
  readonly file: SettingsFile;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly publish: Publish;
  readonly messagesChanged: (connectionId: string) => void;
}

/** Builds everything of this domain. */
export function createQueries({ file, sessions, jobs, publish, messagesChanged }: QueriesParts): Queries {
  return {
    queries: new QueryService({
      file: new QueryFile(file),
      queriesOf: async (connectionId) => {
        const { library, client } = await sessions.get(connectionId);
        return new MessageQueries(library, tenantNow(client, Date.now));
      },
      newId: randomUUID,
      changed: () => {
        publish('queries.changed', undefined);
      },
    }),
    facets: new MessageFacets(sessions, Date.now),
    headers: new HeaderAnswers({ sessions, jobs, messagesChanged, now: Date.now }),
  };
}
