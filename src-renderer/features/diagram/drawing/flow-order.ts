interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Order in which a person reads: along the flow, each branch to its end before the next one, beginning at those that nothing leads
 * to. What lies in a circle without an entrance comes last, in the order given. Every id once.
 */
export function readingOrder(ids: readonly string[], links: readonly Link[]): readonly string[] {
  const known = new Set(ids);
  const next = new Map<string, string[]>();
  const entered = new Set<string>();
  for (const { source, target } of links) {
    if (!known.has(source) || !known.has(target) || source === target) continue;
    next.set(source, [...(next.get(source) ?? []), target]);
    entered.add(target);
  }
  const order = new Set<string>();
  for (const start of [...ids.filter((id) => !entered.has(id)), ...ids]) {
    // A stack of its own: flows of hundreds of steps in a row are real.
    const waiting = [start];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (order.has(id)) continue;
      order.add(id);
      waiting.push(...(next.get(id) ?? []).toReversed());
    }
  }
  return [...order];
}

/** Links that lead back to where the flow came from; without them there is no circle. */
export function backwardLinks<L extends Link>(ids: readonly string[], links: readonly L[]): ReadonlySet<L> {
  const outgoing = new Map<string, L[]>();
  for (const link of links) outgoing.set(link.source, [...(outgoing.get(link.source) ?? []), link]);
  const back = new Set<L>();
  const state = new Map<string, 'open' | 'done'>();
  const entered = new Set(links.map(({ target }) => target));
  for (const start of [...ids.filter((id) => !entered.has(id)), ...ids]) {
    const path = [{ id: start, links: (outgoing.get(start) ?? []).values() }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const link = top.links.next();
      if (link.done) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(link.value.target) === 'open') {
        back.add(link.value);
      } else if (!state.has(link.value.target)) {
        state.set(link.value.target, 'open');
        path.push({ id: link.value.target, links: (outgoing.get(link.value.target) ?? []).values() });
      }
    }
  }
  return back;
}
