import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import { groupBy } from '../../../src-shared/group-by.ts';
import type { PathElement, RunPath } from '../../../src-shared/model/runs.ts';
import { formatCount, formatDuration } from '../../lib/format/numbers.ts';
import type { PathMark, PathMarks } from '../diagram/paint/paint-path.ts';

export interface FlowPath {
  readonly marks: PathMarks;
  /** Elements of the run that the flow does not have: it ran on another version, or the tenant names something else. */
  readonly unplaced: readonly PathElement[];
}

/**
 * A run on the drawing of a flow. Marked are the elements that the log names, and of the ways between them those that must have been
 * taken; nothing is guessed where two could have been.
 */
export function pathOnFlow(flow: Flow, path: RunPath): FlowPath {
  const ids = new Set([...flow.steps, ...flow.channels, ...flow.processes].map(({ id }) => id));
  const placed = path.elements.filter(({ modelStepId }) => ids.has(modelStepId));
  const marks = new Map<string, PathMark>(placed.map((one) => [one.modelStepId, markOf(one)]));
  for (const id of takenWays(flow, path)) marks.set(id, { state: 'done', text: '' });
  return { marks, unplaced: path.elements.filter(({ modelStepId }) => !ids.has(modelStepId)) };
}

function markOf({ count, failed, running, busy }: PathElement): PathMark {
  const times = count > 1 ? `×${formatCount(count)}` : '';
  const time = busy > 0 ? formatDuration(busy) : '';
  return {
    state: failed > 0 ? 'failed' : running > 0 ? 'running' : 'done',
    text: [times, time].filter(Boolean).join(', '),
  };
}

/** Ids of the sequence flows. */
function takenWays(flow: Flow, path: RunPath): ReadonlySet<string> {
  const channels = new Set(flow.channels.map(({ id }) => id));
  const known = new Set(path.elements.map(({ modelStepId }) => modelStepId));
  const outgoing = groupBy(flow.sequenceFlows, ({ source }) => source);
  const incoming = groupBy(flow.sequenceFlows, ({ target }) => target);
  const taken = new Set<string>();

  for (const [from, to] of withoutChannels(path, channels)) {
    const way = between(from, to);
    if (way) for (const id of way) taken.add(id);
    else takeOnlyOne(incoming.get(to)?.filter(({ source }) => known.has(source)));
  }
  // Where a branch begins and ends, the other end is the only neighbour that the log names.
  for (const id of path.begins)
    for (const one of incoming.get(id) ?? []) if (known.has(one.source)) taken.add(one.id);
  for (const id of path.ends)
    for (const one of outgoing.get(id) ?? []) if (known.has(one.target)) taken.add(one.id);
  return taken;

  /** The shortest way through elements that the log does not name, such as gateways; `undefined`: there is none. */
  function between(from: string, to: string): readonly string[] | undefined {
    const reached = new Map<string, readonly string[]>([[from, []]]);
    for (const [at, way] of reached) {
      for (const { id, target } of outgoing.get(at) ?? []) {
        if (target === to) return [...way, id];
        if (!known.has(target) && !reached.has(target)) reached.set(target, [...way, id]);
      }
    }
    return undefined;
  }

  /** After a call of another process the step before is not the one in the log. */
  function takeOnlyOne(ways: readonly { readonly id: string }[] = []): void {
    const [first] = ways;
    if (first && ways.length === 1) taken.add(first.id);
  }
}

/** What follows what among the steps: a step's channel stands between it and the next one in the log. */
function withoutChannels(
  { ways }: RunPath,
  channels: ReadonlySet<string>,
): readonly (readonly [from: string, to: string])[] {
  const after = groupBy(ways, ({ from }) => from);
  const targets = (from: string, seen: ReadonlySet<string>): readonly string[] =>
    (after.get(from) ?? []).flatMap(({ to }) => {
      if (!channels.has(to)) return [to];
      return seen.has(to) ? [] : targets(to, new Set([...seen, to]));
    });
  return [...after.keys()]
    .filter((from) => !channels.has(from))
    .flatMap((from) => targets(from, new Set()).map((to) => [from, to] as const));
}
