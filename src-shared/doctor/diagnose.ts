import type { Step } from '../model/doctor.ts';
import { credentialsDiagnoses } from './credentials-diagnoses.ts';
import type { DiagnosisTable } from './diagnosis.ts';
import { type DiagnosisId, diagnosisIds } from './diagnosis-ids.ts';
import { Evidence } from './evidence.ts';
import { tenantDiagnoses } from './tenant-diagnoses.ts';
import { typedDiagnoses } from './typed-diagnoses.ts';
import { wayDiagnoses } from './way-diagnoses.ts';

/** A diagnosis without an entry does not compile. `docs/doctor.md` lists the same. */
export const diagnoses: DiagnosisTable<DiagnosisId> = {
  ...typedDiagnoses,
  ...wayDiagnoses,
  ...credentialsDiagnoses,
  ...tenantDiagnoses,
};

/** Every diagnosis whose evidence was found, in the order of the way a request goes. */
export function diagnose(steps: readonly Step[]): readonly DiagnosisId[] {
  const evidence = new Evidence(steps);
  return diagnosisIds.filter((id) => diagnoses[id].applies(evidence));
}
