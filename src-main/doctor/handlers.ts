import type { Answer } from '../ipc/answer.ts';
import type { DoctorService } from './doctor-service.ts';

export function answerDoctor(answer: Answer, doctor: DoctorService): void {
  answer('doctor.examine', ({ examinationId, subject }, signal) =>
    doctor.examine(examinationId, subject, signal),
  );
}
