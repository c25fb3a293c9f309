import { userEvent } from '@testing-library/user-event';

import ConnectionsView from '../../../src-renderer/views/ConnectionsView.svelte';
import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleActivity, sampleConnection } from '../samples.ts';

/** Main with a list that changes as the window asks for it. */
export async function show(first: readonly ConnectionSummary[] = [], answers: Answers = {}) {
  let list = first;
  const testApp = createTestApp({
    'connections.list': () => list,
    'connections.save': (draft) => {
      const { secrets, ...rest } = draft;
      const saved = sampleConnection({
        ...rest,
        flowKey: undefined,
        id: draft.id ?? 'new',
        secret: secrets.clientSecret ? 'stored' : 'missing',
      });
      list = [...list.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    'connections.remove': ({ connectionId }) => {
      list = list.filter(({ id }) => id !== connectionId);
      return undefined;
    },
    'connections.open': ({ connectionId }) =>
      list.find(({ id }) => id === connectionId) ?? sampleConnection(),
    'connections.activity': ({ connectionId }) => sampleActivity({ connectionId }),
    'connections.arrange': ({ connectionIds, change }) => {
      const { addTags = [], removeTags = [], ...rest } = change;
      list = list.map((connection) =>
        connectionIds.includes(connection.id)
          ? {
              ...connection,
              ...rest,
              tags: [...connection.tags.filter((tag) => !removeTags.includes(tag)), ...addTags],
            }
          : connection,
      );
      return undefined;
    },
    ...answers,
  });
  await testApp.app.connections.list.load();
  renderWithApp(ConnectionsView, {}, testApp);
  return { ...testApp, user: userEvent.setup() };
}
