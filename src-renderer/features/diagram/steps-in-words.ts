import type { DrawnEdge, DrawnNode } from './drawing/drawing.ts';

/** Name and kind, such as "Map order, Message Mapping". */
export function describe({ name, typeName }: DrawnNode | DrawnEdge): string {
  return name === '' || name === typeName ? typeName : `${name}, ${typeName}`;
}

/** A line for each stop, in their order: what it is and where it leads, the names of routes included. */
export function stepsInWords(
  stops: readonly (DrawnNode | DrawnEdge)[],
  edges: readonly DrawnEdge[],
): readonly { readonly id: string; readonly text: string }[] {
  const names = new Map(stops.map((stop) => [stop.id, describe(stop)]));
  const leads = new Map<string, string[]>();
  for (const { source, target, text, kind } of edges) {
    const name = names.get(target);
    if (name === undefined || kind === 'channel') continue;
    leads.set(source, [...(leads.get(source) ?? []), text === '' ? name : `${name} (${text})`]);
  }
  return stops.map(({ id }) => {
    const next = leads.get(id);
    return { id, text: `${names.get(id) ?? id}${next ? `, leads to ${next.join('; ')}` : ''}` };
  });
}
