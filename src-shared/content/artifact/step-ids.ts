import type { Flow, Step } from './flow.ts';

/** No id of BPMN can look like it: those hold no blanks. */
const invented = 'without id ';

/**
 * The flow with an id for each step: SAP's editor always writes one, other tools need not. They are invented here, so that every step
 * can be drawn, listed and chosen; the reader tells what the file says.
 */
export function withStepIds(flow: Flow): Flow {
  if (flow.steps.every(({ id, subprocess }) => id !== '' && subprocess !== '')) return flow;
  const named = flow.steps.map((step, at): Step =>
    step.id === '' ? { ...step, id: `${invented}${at}` } : step,
  );
  // Which of several subprocesses without an id holds a step, nothing says.
  const around = named.find(
    ({ id, element }) =>
      id.startsWith(invented) && /^(subProcess|transaction|adHocSubProcess)$/.test(element),
  )?.id;
  return {
    ...flow,
    steps: named.map((step): Step => (step.subprocess === '' ? { ...step, subprocess: around } : step)),
  };
}
