import type { Answer } from '../ipc/answer.ts';
import type { SharingService } from './sharing-service.ts';

export function answerSharing(answer: Answer, sharing: SharingService): void {
  answer('sharing.exportConnections', ({ connectionIds, passphrase }) =>
    sharing.export(connectionIds, passphrase),
  );
  answer('sharing.choose', ({ what }, _signal, { contentsId }) => sharing.choose(what, contentsId));
  answer('sharing.read', ({ files }, _signal, { contentsId }) => sharing.read(files, contentsId));
  answer('sharing.unlock', ({ importId, passphrase }, _signal, { contentsId }) =>
    sharing.unlock(importId, passphrase, contentsId),
  );
  answer('sharing.importConnections', ({ importId, choices }, _signal, { contentsId }) =>
    sharing.import(importId, choices, contentsId),
  );
  answer('sharing.leave', ({ importId }, _signal, { contentsId }) => {
    sharing.leave(importId, contentsId);
  });
}
