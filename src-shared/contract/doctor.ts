import type { DoctorSubject, Examination, Step } from '../model/doctor.ts';
import { call, topic } from './call.ts';

/** Takes a connection that does not work apart. */
export const doctor = {
  /**
   * Makes all checks that can be made, also after one has failed, with a token of its own. Each is told by `examined` as
   * it ends. Throws for a connection that is gone and where it is given up; what the checks find is no failure.
   */
  examine: call<{ readonly examinationId: string; readonly subject: DoctorSubject }, Examination>(),
  /** A check that goes on for long is told more than once. */
  examined: topic<{ readonly examinationId: string; readonly step: Step }>(),
};
