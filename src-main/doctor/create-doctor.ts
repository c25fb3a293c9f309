import type { CheckEdges } from '../connections/check-edges.ts';
import type { Connections } from '../connections/create-connections.ts';
import type { OpenAccess } from '../connections/tenant-access.ts';
import type { Publish } from '../ipc/publish.ts';
import { DoctorService } from './doctor-service.ts';

export interface DoctorParts {
  readonly connections: Pick<Connections, 'connections'>;
  readonly openAccess: OpenAccess;
  readonly edges: CheckEdges;
  readonly publish: Publish;
}

/** Builds everything of this domain. */
export function createDoctor({ connections, openAccess, edges, publish }: DoctorParts): DoctorService {
  return new DoctorService({
    resolve: (connectionId) => connections.connections.resolve(connectionId),
    secretsFor: (draft) => connections.connections.secretsFor(draft),
    openAccess,
    edges,
    examined: (told) => {
      publish('doctor.examined', told);
    },
    now: Date.now,
  });
}
