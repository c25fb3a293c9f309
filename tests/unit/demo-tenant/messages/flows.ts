import type { Path, PathPart, TrafficFlow } from '../../../../src-demo-tenant/content/model.ts';

/** With a loop and a splitter, so that runs get long. */
function stepOf(modelStepId: string): PathPart {
  const activity = modelStepId.split('_')[0] ?? '';
  return { kind: 'step', step: { modelStepId, activity, name: modelStepId } };
}
const path: Path = [
  ...['StartEvent_2', 'CallActivity_3'].map(stepOf),
  { kind: 'loop', path: ['CallActivity_5', 'ServiceTask_7'].map(stepOf) },
  { kind: 'parts', isParallel: true, path: ['CallActivity_8', 'CallActivity_11'].map(stepOf) },
  { kind: 'branches', isParallel: true, branches: [[stepOf('ServiceTask_12')], [stepOf('ServiceTask_13')]] },
  stepOf('EndEvent_9'),
];

function flow(artifactId: string, more: Partial<TrafficFlow>): TrafficFlow {
  return {
    artifactId,
    artifactName: `Flow ${artifactId}`,
    packageId: 'Package',
    packageName: 'The package',
    sender: 'Shop',
    receiver: 'ERP',
    applicationMessageType: 'Order',
    share: 0.3,
    failureRate: 0.05,
    typicalMs: 900,
    path,
    customHeaders: ['orderNumber'],
    next: [],
    hidden: false,
    ...more,
  };
}

export const flows: readonly TrafficFlow[] = [
  flow('Orders', { next: ['Invoices'], share: 0.6 }),
  flow('Invoices', {
    applicationMessageType: 'Invoice',
    sender: 'ERP',
    customHeaders: [],
    next: ['Archive'],
  }),
  flow('Archive', { applicationMessageType: 'Document', receiver: '', share: 0.05 }),
  flow('Payroll', { applicationMessageType: 'Payslip', hidden: true, share: 0.05 }),
];

/** A Wednesday. */
export const noon = Date.UTC(2026, 10, 18, 12);
