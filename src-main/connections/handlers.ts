import type { Answer } from '../ipc/answer.ts';
import { endOf } from '../sap/client-key.ts';
import type { ConnectionService } from './connection-service.ts';
import type { TestService } from './test-service.ts';

export interface ConnectionServices {
  readonly connections: ConnectionService;
  readonly tests: TestService;
}

export function answerConnections(answer: Answer, { connections, tests }: ConnectionServices): void {
  answer('connections.list', () => connections.list());
  answer('connections.save', (draft) => connections.save(draft));
  answer('connections.replaceKey', ({ connectionId, keyText }) =>
    connections.replaceKey(connectionId, keyText),
  );
  answer('connections.duplicate', ({ connectionId }) => connections.duplicate(connectionId));
  answer('connections.arrange', ({ connectionIds, change }) => {
    connections.arrange(connectionIds, change);
  });
  answer('connections.remove', ({ connectionId }) => connections.remove(connectionId));
  answer('connections.test', ({ testId, draft }, signal) => tests.test(testId, draft, signal));
  answer('connections.untrustedServers', ({ draft }, signal) => tests.untrustedServers(draft, signal));
  answer('connections.certificateEnd', ({ certificate }) => ({ validTo: endOf(certificate) }));
  answer('connections.open', ({ connectionId }) => connections.open(connectionId));
  answer('connections.activity', ({ connectionId }) => connections.activity(connectionId));
  answer('connections.addDemo', () => connections.addDemo());
  answer('connections.retrySecretStorage', () => connections.retrySecretStorage());
  answer('connections.setLibraryAside', ({ connectionId }) => connections.setLibraryAside(connectionId));
}
