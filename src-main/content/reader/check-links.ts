import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { Warning, WarningCode } from '../../../src-shared/content/artifact/model.ts';

const mostNamed = 5;

/** What a flow says of itself that cannot be: each once, with the first few places. */
export function checkLinks(flow: Flow): readonly Warning[] {
  const ids = new Set(flow.elements.map(({ id }) => id));
  const warnings: Warning[] = [];
  const warn = (code: WarningCode, message: string): void => {
    warnings.push({ code, message, file: flow.file });
  };
  const { participants, processes, steps, channels, sequenceFlows } = flow;
  const named = [participants, processes, steps, channels, sequenceFlows].flatMap((list) =>
    list.map(({ id }) => id),
  );
  const duplicates = repeated(named.filter((id) => id !== ''));
  if (duplicates.length > 0) warn('flow-duplicate-id', `Ids occur more than once: ${some(duplicates)}.`);
  const broken = [
    ...flow.sequenceFlows.flatMap(({ id, source, target }) => [source, target].map((end) => ({ id, end }))),
    ...flow.channels.flatMap(({ id, source, target }) => [source, target].map((end) => ({ id, end }))),
    ...flow.participants.flatMap(({ id, process }) => (process === undefined ? [] : [{ id, end: process }])),
  ].filter(({ end }) => !ids.has(end));
  const nameless = flow.steps.filter(({ id }) => id === '');
  if (nameless.length > 0)
    warn('flow-element-without-id', `Steps have no id: ${some(nameless.map(({ type }) => type))}.`);
  if (broken.length > 0) {
    const places = broken.map(({ id, end }) => `${id || '(no id)'} → ${end || '(nothing)'}`);
    warn('flow-broken-link', `Elements lead to others that do not exist: ${some(places)}.`);
  }
  if (flow.processes.length === 0) warn('flow-missing', 'The flow has no integration process.');
  if (!flow.diagram) warn('flow-without-diagram', 'The flow has no diagram; it is laid out for showing.');
  return warnings;
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown;
}
