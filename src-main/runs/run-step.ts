import type { RunStep } from '../../src-shared/model/runs.ts';
import type { Row, SqlValue } from '../library/library.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** Throws `tenant.unexpected-shape`. */
export function readRunStep(entity: unknown): RunStep {
  const reader = new EntityReader(entity, 'MessageProcessingLogRunSteps');
  return {
    child: Number(reader.text('ChildCount')),
    stepId: reader.optionalText('StepId') ?? '',
    modelStepId: reader.optionalText('ModelStepId') ?? '',
    activity: reader.optionalText('Activity') ?? '',
    branch: reader.optionalText('BranchId') ?? '',
    start: reader.instant('StepStart'),
    stop: reader.instant('StepStop'),
    status: reader.optionalText('Status') ?? '',
    error: reader.optionalText('Error'),
  };
}

export interface StepRow extends Row {
  readonly child: number;
  readonly step_id: string;
  readonly model_step_id: string;
  readonly activity: string;
  readonly branch: string;
  readonly start: number | null;
  readonly stop: number | null;
  readonly status: string;
  readonly error: string | null;
}

export function stepOfRow(row: StepRow): RunStep {
  return {
    child: row.child,
    stepId: row.step_id,
    modelStepId: row.model_step_id,
    activity: row.activity,
    branch: row.branch,
    start: row.start ?? undefined,
    stop: row.stop ?? undefined,
    status: row.status,
    error: row.error ?? undefined,
  };
}

export function valuesOfStep(runId: string, step: RunStep): readonly SqlValue[] {
  return [
    runId,
    step.child,
    step.stepId,
    step.modelStepId,
    step.activity,
    step.branch,
    step.start ?? null,
    step.stop ?? null,
    step.status,
    step.error ?? null,
  ];
}
