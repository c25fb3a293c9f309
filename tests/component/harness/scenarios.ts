import { emptyLayout } from '../../../src-shared/model/preferences.ts';
import type { Answers } from '../fake-bridge.ts';
import { manyConnections, sampleActivity, sampleConnection } from '../samples.ts';

const list = manyConnections(24);
const third = list[2]?.id ?? '';

/** What main answers in the harness, by name. */
export const scenarios: Readonly<Record<string, Answers>> = {
  first: {},
  connections: {
    'connections.list': () => list,
    'app.readLayout': () => ({ ...emptyLayout, connectionId: third }),
    'connections.open': () => sampleConnection(),
    'connections.activity': () => sampleActivity({ connectionId: third }),
    'content.state': () => ({ syncedAt: Date.now() - 180_000, syncing: false, error: undefined }),
    'jobs.list': () => [
      {
        id: 'j1',
        kind: 'content-sync',
        connectionId: third,
        title: 'Packages and artifacts',
        state: 'running',
        done: 118,
        total: 190,
        startedAt: Date.now() - 4_000,
        finishedAt: undefined,
        error: undefined,
      },
    ],
  },
};
