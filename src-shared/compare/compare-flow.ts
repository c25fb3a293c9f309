import type { Channel, Flow, Step } from '../content/artifact/flow.ts';
import { addressKeys } from '../content/artifact/names.ts';
import { compareProperties } from './compare-properties.ts';
import { compareRoutes } from './compare-routes.ts';
import type { CompareOptions, Found } from './difference.ts';
import { FlowPair } from './flow-pair.ts';
import { found, valueChange } from './found.ts';

/** Differences of two flows; `place.file` is set by the caller. */
export function compareFlow(before: Flow, after: Flow, options: CompareOptions): readonly Found[] {
  const pair = new FlowPair(before, after);
  return [
    ...compareProperties(before.properties, after.properties, {
      ...pair.references,
      subject: 'integration flow',
      place: {},
      property: 'flow-property',
      version: 'flow-property',
    }),
    ...valueChange(
      pair.placeOf([], []),
      'flow-property',
      'integration flow',
      'Documentation',
      before.documentation,
      after.documentation,
    ),
    ...compareProcesses(pair),
    ...compareParticipants(pair),
    ...compareSteps(pair),
    ...compareChannels(pair),
    ...compareRoutes(pair),
    ...(options.layout ? compareLayout(pair) : []),
    ...(options.ids ? compareIds(pair) : []),
  ];
}

function compareProcesses(pair: FlowPair): readonly Found[] {
  const { pairs, removed, added } = pair.of('process');
  return [
    ...removed.map((each) => pair.whole('process-removed', each, undefined)),
    ...added.map((each) => pair.whole('process-added', undefined, each)),
    ...pairs.flatMap(([a, b]) => {
      const subject = pair.subjectOf('after', b);
      const place = pair.placeOf([a.id], [b.id]);
      return [
        ...valueChange(place, 'process-name', subject, 'Name', a.name, b.name),
        ...compareProperties(a.properties, b.properties, {
          ...pair.references,
          subject,
          place,
          property: 'process-property',
          version: 'step-version',
        }),
      ];
    }),
  ];
}

function compareParticipants(pair: FlowPair): readonly Found[] {
  const { pairs, removed, added } = pair.of('participant');
  // The frame of a process is told with the process.
  const isSystem = ({ role }: Flow['participants'][number]): boolean => role !== 'process';
  return [
    ...removed.filter(isSystem).map((each) => pair.whole('participant-removed', each, undefined)),
    ...added.filter(isSystem).map((each) => pair.whole('participant-added', undefined, each)),
    ...pairs
      .filter(([, b]) => isSystem(b))
      .flatMap(([a, b]) => {
        const subject = pair.subjectOf('after', b);
        const place = pair.placeOf([a.id], [b.id]);
        return [
          ...valueChange(place, 'participant-name', subject, 'Name', a.name, b.name),
          ...valueChange(place, 'participant-property', subject, 'Type', a.type, b.type),
          ...compareProperties(a.properties, b.properties, {
            ...pair.references,
            subject,
            place,
            property: 'participant-property',
            skip: new Set(['ifl:type']),
          }),
        ];
      }),
  ];
}

const typeKeys = new Set(['activityType', 'subActivityType']);

function compareSteps(pair: FlowPair): readonly Found[] {
  const { pairs, removed, added } = pair.of('step');
  return [
    ...removed.map((each) => pair.whole('step-removed', each, undefined)),
    ...added.map((each) => pair.whole('step-added', undefined, each)),
    ...pairs.flatMap(([a, b]) => compareStep(pair, a, b)),
  ];
}

function compareStep(pair: FlowPair, a: Step, b: Step): readonly Found[] {
  const subject = pair.subjectOf('after', b);
  const place = pair.placeOf([a.id], [b.id]);
  const typeChanged = a.typeName !== b.typeName || a.type !== b.type;
  const isElsewhere = !pair.isSame(a.process, b.process) || !pair.isSame(a.subprocess, b.subprocess);
  const container = (side: 'before' | 'after', step: Step): string =>
    pair.nameOf(side, step.subprocess ?? '') ?? pair.nameOf(side, step.process) ?? '';
  return [
    ...valueChange(place, 'step-name', subject, 'Name', a.name, b.name),
    ...(typeChanged ? valueChange(place, 'step-type', subject, 'Type', a.typeName, b.typeName) : []),
    ...(isElsewhere
      ? [
          found(
            place,
            'step-place',
            'moved',
            subject,
            'Process',
            container('before', a),
            container('after', b),
          ),
        ]
      : []),
    ...valueChange(place, 'step-property', subject, 'Documentation', a.documentation, b.documentation),
    ...valueChange(place, 'step-property', subject, 'Loop condition', a.loop?.condition, b.loop?.condition),
    ...valueChange(place, 'step-property', subject, 'Loop maximum', a.loop?.maximum, b.loop?.maximum),
    ...compareProperties(a.properties, b.properties, {
      ...pair.references,
      subject,
      place,
      property: 'step-property',
      version: 'step-version',
      ...(typeChanged ? { skip: typeKeys } : {}),
    }),
  ];
}

const channelKeys = ['ComponentType', 'direction'];

function compareChannels(pair: FlowPair): readonly Found[] {
  const { pairs, removed, added } = pair.of('channel');
  return [
    ...removed.map((each) => pair.whole('channel-removed', each, undefined)),
    ...added.map((each) => pair.whole('channel-added', undefined, each)),
    ...pairs.flatMap(([a, b]) => compareChannel(pair, a, b)),
  ];
}

function compareChannel(pair: FlowPair, a: Channel, b: Channel): readonly Found[] {
  const subject = pair.subjectOf('after', b);
  const place = pair.placeOf([a.id], [b.id]);
  const addressed = addressKeys(b.adapter).find((key) => valueOf(b, key) !== '' || valueOf(a, key) !== '');
  const ends = (side: 'before' | 'after', { source, target }: Channel): string =>
    `from "${pair.nameOf(side, source) ?? source}" to "${pair.nameOf(side, target) ?? target}"`;
  const moved = !pair.isSame(a.source, b.source) || !pair.isSame(a.target, b.target);
  return [
    ...valueChange(place, 'channel-name', subject, 'Name', a.name, b.name),
    ...valueChange(place, 'channel-adapter', subject, 'Adapter', a.adapterName, b.adapterName),
    ...valueChange(place, 'channel-adapter', subject, 'Direction', a.direction, b.direction),
    ...(moved
      ? [found(place, 'channel-ends', 'changed', subject, 'Ends', ends('before', a), ends('after', b))]
      : []),
    ...valueChange(place, 'channel-address', subject, 'Address', a.address, b.address),
    ...compareProperties(a.properties, b.properties, {
      ...pair.references,
      subject,
      place,
      property: 'channel-property',
      version: 'channel-version',
      skip: new Set([...channelKeys, ...(addressed === undefined ? [] : [addressed])]),
    }),
  ];
}

function valueOf({ properties }: Channel, key: string): string {
  return properties.find((property) => property.key === key)?.value.trim() ?? '';
}

function compareLayout(pair: FlowPair): readonly Found[] {
  const bounds = (flow: Flow): ReadonlyMap<string, string> =>
    new Map(
      (flow.diagram?.shapes ?? []).map(({ element, x, y, width, height }) => [
        element,
        `${Math.round(x)},${Math.round(y)} ${Math.round(width)} × ${Math.round(height)}`,
      ]),
    );
  const left = bounds(pair.before);
  const right = bounds(pair.after);
  return (['participant', 'step'] as const).flatMap((kind) =>
    pair.of(kind).pairs.flatMap(([a, b]) => {
      const before = left.get(a.id);
      const after = right.get(b.id);
      if (before === after) return [];
      const place = pair.placeOf([a.id], [b.id]);
      return [found(place, 'shape-moved', 'moved', pair.subjectOf('after', b), 'Shape', before, after)];
    }),
  );
}

function compareIds(pair: FlowPair): readonly Found[] {
  return (['participant', 'process', 'step', 'channel', 'route'] as const).flatMap((kind) =>
    pair
      .of(kind)
      .pairs.flatMap(([a, b]) =>
        valueChange(pair.placeOf([a.id], [b.id]), 'element-id', pair.subjectOf('after', b), 'Id', a.id, b.id),
      ),
  );
}
