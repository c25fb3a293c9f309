import type { TrafficFlow } from '../../../src-demo-tenant/content/model.ts';

const steps = ['StartEvent_2', 'CallActivity_3', 'CallActivity_5', 'ServiceTask_7', 'EndEvent_9'].map(
  (modelStepId) => ({ modelStepId, activity: modelStepId.split('_')[0] ?? '', name: modelStepId }),
);

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
    steps,
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
