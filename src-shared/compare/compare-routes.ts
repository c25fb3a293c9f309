import type { Flow, SequenceFlow } from '../content/artifact/flow.ts';
import { compareProperties } from './compare-properties.ts';
import type { Found } from './difference.ts';
import type { FlowPair } from './flow-pair.ts';
import { found, valueChange } from './found.ts';

/**
 * Sequence flows: routes with a name or condition, and plain connections. A connection that only makes room for a step that
 * came, or closes the gap of one that went, is told with the step.
 */
export function compareRoutes(pair: FlowPair): readonly Found[] {
  const { pairs, removed, added } = pair.of('route');
  const ways = new Ways(pair);
  return [
    ...removed.filter((each) => !ways.isExplained('before', each)).map((each) => whole(pair, 'before', each)),
    ...added.filter((each) => !ways.isExplained('after', each)).map((each) => whole(pair, 'after', each)),
    ...pairs.flatMap(([a, b]) => compareRoute(pair, ways, a, b)),
  ];
}

function whole(pair: FlowPair, side: 'before' | 'after', each: SequenceFlow): Found {
  const change = side === 'before' ? 'removed' : 'added';
  if (!isPlain(each)) {
    return side === 'before'
      ? pair.whole('route-removed', each, undefined)
      : pair.whole('route-added', undefined, each);
  }
  const name = (id: string): string => pair.nameOf(side, id) ?? id;
  return {
    kind: `connection-${change}`,
    change,
    subject: `connection from "${name(each.source)}" to "${name(each.target)}"`,
    before: undefined,
    after: undefined,
    place: side === 'before' ? pair.placeOf([each.id], []) : pair.placeOf([], [each.id]),
  };
}

function compareRoute(pair: FlowPair, ways: Ways, a: SequenceFlow, b: SequenceFlow): readonly Found[] {
  const subject = pair.subjectOf('after', b);
  const place = pair.placeOf([a.id], [b.id]);
  const ends = (side: 'before' | 'after', { source, target }: SequenceFlow): string =>
    `from "${pair.nameOf(side, source) ?? source}" to "${pair.nameOf(side, target) ?? target}"`;
  return [
    ...valueChange(place, 'route-name', subject, 'Name', a.name, b.name),
    ...valueChange(place, 'route-condition', subject, 'Condition', a.condition, b.condition),
    ...valueChange(place, 'route-property', subject, 'Default route', yes(a.isDefault), yes(b.isDefault)),
    ...(ways.isSameWay(a, b)
      ? []
      : [found(place, 'route-ends', 'changed', subject, 'Ends', ends('before', a), ends('after', b))]),
    ...compareProperties(a.properties, b.properties, {
      ...pair.references,
      subject,
      place,
      property: 'route-property',
      version: 'step-version',
    }),
  ];
}

function yes(value: boolean): string | undefined {
  return value ? 'yes' : undefined;
}

function isPlain({ name, condition, isDefault }: SequenceFlow): boolean {
  return name === '' && condition === undefined && !isDefault;
}

/** Where one gets over steps that are on one side only. */
class Ways {
  readonly #pair: FlowPair;
  readonly #alone: Readonly<Record<'before' | 'after', ReadonlySet<string>>>;
  readonly #back: ReadonlyMap<string, string>;

  constructor(pair: FlowPair) {
    this.#pair = pair;
    const { pairs, removed, added } = pair.of('step');
    this.#alone = { before: new Set(removed.map(({ id }) => id)), after: new Set(added.map(({ id }) => id)) };
    this.#back = new Map(pairs.map(([a, b]) => [b.id, a.id]));
  }

  /** Of a sequence flow on one side only: the other side leads the same way, or a step that is told anyway is at its end. */
  isExplained(side: 'before' | 'after', { source, target, ...route }: SequenceFlow): boolean {
    const alone = this.#alone[side];
    if (alone.has(source)) return true;
    if (!isPlain({ source, target, ...route })) return false;
    return alone.has(target) || this.#leads(side, source, target);
  }

  isSameWay(a: SequenceFlow, b: SequenceFlow): boolean {
    const isSameSource = this.#pair.isSame(a.source, b.source);
    const isSameTarget = this.#pair.isSame(a.target, b.target);
    if (isSameSource && isSameTarget) return true;
    const isReplaced = (before: string, after: string): boolean =>
      this.#alone.before.has(before) || this.#alone.after.has(after);
    if (isPlain(a) && isPlain(b)) {
      return (
        (isSameSource || isReplaced(a.source, b.source)) && (isSameTarget || isReplaced(a.target, b.target))
      );
    }
    return this.#leads('before', a.source, a.target) || this.#leads('after', b.source, b.target);
  }

  /** Whether the other side leads from the one to the other by steps that only it has. */
  #leads(side: 'before' | 'after', source: string, target: string): boolean {
    const other = side === 'before' ? 'after' : 'before';
    const from = this.#partner(side, source);
    const to = this.#partner(side, target);
    if (from === undefined || to === undefined) return false;
    const flow: Flow = this.#pair[other];
    const seen = new Set<string>();
    const visit = (id: string): boolean => {
      if (seen.has(id)) return false;
      seen.add(id);
      return flow.sequenceFlows.some(
        ({ source: start, target: end }) =>
          start === id && (end === to || (this.#alone[other].has(end) && visit(end))),
      );
    };
    return visit(from);
  }

  #partner(side: 'before' | 'after', id: string): string | undefined {
    return side === 'before' ? this.#pair.partnerOf(id) : this.#back.get(id);
  }
}
