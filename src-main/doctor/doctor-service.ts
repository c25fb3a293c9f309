import type { DoctorSubject, Examination, Step } from '../../src-shared/model/doctor.ts';
import type { CheckEdges } from '../connections/check-edges.ts';
import type { OpenAccess } from '../connections/tenant-access.ts';
import { examine } from './examine.ts';
import { examinedOf, type SubjectOptions } from './subject.ts';

export interface DoctorServiceOptions extends SubjectOptions {
  readonly openAccess: OpenAccess;
  readonly edges: CheckEdges;
  readonly examined: (told: { readonly examinationId: string; readonly step: Step }) => void;
}

/** Takes connections apart, each time with a client of its own that is closed afterwards. */
export class DoctorService {
  readonly #options: DoctorServiceOptions;

  constructor(options: DoctorServiceOptions) {
    this.#options = options;
  }

  /** Throws `connection.not-found`, `demo.failed`, `request.cancelled`. */
  async examine(examinationId: string, subject: DoctorSubject, signal: AbortSignal): Promise<Examination> {
    const { openAccess, edges, examined, now } = this.#options;
    const told = (step: Step): void => {
      examined({ examinationId, step });
    };
    return examine(await examinedOf(subject, this.#options), { edges, openAccess, told, signal, now });
  }
}
