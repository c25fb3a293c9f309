import type { ArtifactModel, Resource } from '../content/artifact/model.ts';
import type { Reference } from '../content/artifact/references.ts';
import { isOfSystem } from '../content/artifact/resources.ts';
import { looksSecret } from '../content/looks-secret.ts';
import type { Found } from './difference.ts';
import { found, valueChange } from './found.ts';
import { pairUp } from './values.ts';

export function compareParameters(before: ArtifactModel, after: ArtifactModel): readonly Found[] {
  const { pairs, removed, added } = pairUp(before.parameters, after.parameters, [({ name }) => name]);
  const whole = (
    kind: 'parameter-added' | 'parameter-removed',
    { name, value, type }: ArtifactModel['parameters'][number],
  ): Found => {
    const change = kind === 'parameter-added' ? 'added' : 'removed';
    return {
      ...found({}, kind, change, `parameter "${name}"`, '', ...sides(change, value)),
      looksSecret: looksSecret(name, type),
    };
  };
  return [
    ...removed.map((each) => whole('parameter-removed', each)),
    ...added.map((each) => whole('parameter-added', each)),
    ...pairs.flatMap(([a, b]) => {
      const subject = `parameter "${b.name}"`;
      const isSecret = looksSecret(b.name, b.type) || looksSecret(a.name, a.type);
      const said = (part: string, x: string, y: string): readonly Found[] =>
        valueChange({}, 'parameter-definition', subject, part, x, y);
      return [
        ...valueChange({}, 'parameter-value', subject, 'Value', a.value, b.value).map((each) => ({
          ...each,
          looksSecret: isSecret,
        })),
        ...said('Type', a.type, b.type),
        ...said('Required', a.isRequired ? 'yes' : '', b.isRequired ? 'yes' : ''),
        ...said('Description', a.description, b.description),
        ...said('Values to choose from', a.constraint, b.constraint),
      ];
    }),
  ];
}

/** Read into the model, where they are compared by what they say. */
const readFiles = new Set(['flow', 'manifest', 'parameter-definitions', 'value-mapping']);

/** What a computer leaves behind in a folder is no part of an artifact. */
function isPassedOver({ type, path }: Resource): boolean {
  return isOfSystem(path) || readFiles.has(type) || /(^|\/)(parameters|metainfo)\.prop$/.test(path);
}

/**
 * Files by path, renamed ones by content. `sameInForm`: paths whose contents differ by form alone (line ends, layout of XML).
 */
export function compareFiles(
  before: ArtifactModel,
  after: ArtifactModel,
  sameInForm: ReadonlySet<string>,
  told: ReadonlySet<string>,
): readonly Found[] {
  const left = before.resources.filter((each) => !isPassedOver(each));
  const right = after.resources.filter((each) => !isPassedOver(each));
  const { pairs, removed, added } = pairUp(left, right, [
    ({ path }) => path,
    ({ size, checksum, type }) => (size === 0 ? undefined : `${type} ${checksum} ${size}`),
  ]);
  const about = (a: Resource | undefined, b: Resource | undefined): Pick<Found, 'subject' | 'place'> => ({
    subject: `${fileWord(b ?? a)} "${(b ?? a)?.name ?? ''}"${usersWords(b ? after : before, (b ?? a)?.path)}`,
    place: {
      file: (b ?? a)?.path,
      before: a ? elementsUsing(before, a.path) : [],
      after: b ? elementsUsing(after, b.path) : [],
    },
  });
  return [
    ...removed.map((a): Found => ({
      kind: 'file-removed',
      change: 'removed',
      ...about(a, undefined),
      ...values(a, undefined),
    })),
    ...added.map((b): Found => ({
      kind: 'file-added',
      change: 'added',
      ...about(undefined, b),
      ...values(undefined, b),
    })),
    ...pairs.flatMap(([a, b]): readonly Found[] => {
      if (a.path !== b.path)
        return [
          {
            kind: 'file-renamed',
            change: 'moved',
            part: 'Path',
            ...about(a, b),
            before: a.path,
            after: b.path,
          },
        ];
      const isSame = a.checksum === b.checksum && a.size === b.size;
      if (isSame || sameInForm.has(a.path) || told.has(a.path)) return [];
      return [{ kind: 'file-changed', change: 'changed', part: 'Content', ...about(a, b), ...values(a, b) }];
    }),
  ];
}

function values(
  a: Resource | undefined,
  b: Resource | undefined,
): { before: string | undefined; after: string | undefined } {
  const words = (each: Resource | undefined): string | undefined =>
    each && `${each.size.toLocaleString('en')} bytes, CRC-32 ${each.checksum}`;
  return { before: words(a), after: words(b) };
}

const fileWords: Readonly<Partial<Record<string, string>>> = {
  groovy: 'script',
  javascript: 'script',
  xslt: 'XSLT mapping',
  'message-mapping': 'message mapping',
  'operation-mapping': 'operation mapping',
  xsd: 'schema',
  wsdl: 'WSDL',
  edmx: 'EDMX',
  archive: 'archive',
};

function fileWord(resource: Resource | undefined): string {
  return fileWords[resource?.type ?? ''] ?? 'file';
}

function elementsUsing({ references }: ArtifactModel, path: string): readonly string[] {
  const uses = references.filter((reference) => reference.path === path);
  return [
    ...new Set(uses.flatMap(({ usedBy }) => usedBy.flatMap(({ element }) => (element ? [element] : [])))),
  ];
}

/** ` of step "Map order"`: an engineer looks for the step, not for the file. */
function usersWords({ references }: ArtifactModel, path: string | undefined): string {
  const uses = references.filter((reference) => path !== undefined && reference.path === path);
  const names = [
    ...new Set(
      uses.flatMap(({ usedBy }) => usedBy.flatMap(({ element, name }) => (element && name ? [name] : []))),
    ),
  ];
  if (names.length === 0) return '';
  const shown = names.slice(0, 3).map((name) => `"${name}"`);
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return ` of ${names.length === 1 ? 'step' : 'steps'} ${shown.join(', ')}${more}`;
}

/** What only repeats a file, a step or an address told elsewhere. */
const toldElsewhere = new Set(['process', 'address', 'endpoint']);

const referenceWords: Readonly<Partial<Record<Reference['type'], string>>> = {
  'jms-queue': 'JMS queue',
  'process-direct': 'ProcessDirect address',
  'data-source': 'JDBC data source',
  'keystore-alias': 'keystore alias',
  'xslt-mapping': 'XSLT mapping',
};

const useWords: Readonly<Record<Reference['use'], string>> = {
  uses: 'used',
  offers: 'offered',
  reads: 'read',
  writes: 'written',
};

/** What it uses of other artifacts and of the tenant. */
export function compareReferences(before: ArtifactModel, after: ArtifactModel): readonly Found[] {
  const outside = ({ references }: ArtifactModel): readonly Reference[] =>
    references.filter(
      ({ path, type, usedBy }) =>
        path === undefined &&
        !toldElsewhere.has(type) &&
        // The manifest's own are dependencies.
        usedBy.some(({ file }) => file !== 'META-INF/MANIFEST.MF'),
    );
  const key = ({ type, use, name, artifact }: Reference): string =>
    JSON.stringify([type, use, name, artifact]);
  const { removed, added } = pairUp(outside(before), outside(after), [key]);
  const whole = (change: 'added' | 'removed', reference: Reference): Found => {
    const { type, name, use, artifact, usedBy } = reference;
    const ids = usedBy.flatMap(({ element }) => (element === undefined ? [] : [element]));
    const users = [...new Set(usedBy.map((each) => `"${each.name}"`))].slice(0, 3).join(', ');
    const holder = artifact === undefined || artifact === name ? '' : ` of "${artifact}"`;
    const subject = `${referenceWords[type] ?? type.replaceAll('-', ' ')} "${name}"${holder}`;
    const what = `${useWords[use]}${users === '' ? '' : ` ${use === 'offers' ? 'by' : 'in'} ${users}`}`;
    const place = change === 'added' ? { after: ids } : { before: ids };
    return found(place, `reference-${change}`, change, subject, '', ...sides(change, what));
  };
  return [...removed.map((each) => whole('removed', each)), ...added.map((each) => whole('added', each))];
}

/** The value on the side that has it. */
export function sides(
  change: 'added' | 'removed',
  value: string | undefined,
): [before: string | undefined, after: string | undefined] {
  return change === 'added' ? [undefined, value] : [value, undefined];
}
