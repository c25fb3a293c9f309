import names from './names.json' with { type: 'json' };

/** The reviewed table of names as SAP's editor shows them. */
const kinds: Readonly<Partial<Record<string, string>>> = names.kinds;
const steps: Readonly<Partial<Record<string, string>>> = names.steps;
const variants: Readonly<Partial<Record<string, string>>> = names.variants;
const adapters: Readonly<
  Partial<Record<string, { readonly name: string; readonly address: readonly string[] }>>
> = names.adapters;
const labels: Readonly<Partial<Record<string, string>>> = names.propertyLabels;

/** Keys under which adapters that the table does not know keep their address, in order of preference. */
const usualAddressKeys = [
  'address',
  'Address',
  'url',
  'endpoint',
  'host',
  'hostname',
  'server',
  'firstUriPart',
  'addresses',
  'baseUrl',
];

/** Name of a kind of artifact (SAP-BundleType); an unknown one is its own name. */
export function kindName(kind: string): string {
  return own(kinds, kind) ?? kind;
}

/** Name of a step by activity type (or BPMN element) and variant, such as `DBstorage` and `put`. */
export function stepName(type: string, variant: string | undefined): string {
  return own(variants, `${type}/${variant ?? ''}`) ?? own(steps, type) ?? type;
}

export function isKnownStep(type: string): boolean {
  return own(steps, type) !== undefined;
}

/** Name of an adapter by ComponentType; third parties' adapters have no entry and are shown as they are. */
export function adapterName(adapter: string): string {
  return own(adapters, adapter)?.name ?? adapter;
}

export function isKnownAdapter(adapter: string): boolean {
  return own(adapters, adapter) !== undefined;
}

/** Property keys that hold the address of a channel with this adapter. */
export function addressKeys(adapter: string): readonly string[] {
  return own(adapters, adapter)?.address ?? usualAddressKeys;
}

/** Label of a property in the editor: that of this type of step or adapter, the usual one, else the key. */
export function propertyLabel(key: string, type: string): string {
  return knownLabel(key, type) ?? key;
}

export function isKnownProperty(key: string, type: string): boolean {
  return knownLabel(key, type) !== undefined;
}

/** How the first Content Modifiers wrote their tables: a property for each row, counted from 0. */
const numbered = /^(property|header)_(\d+)$/i;

function knownLabel(key: string, type: string): string | undefined {
  const found = own(labels, `${type}/${key}`) ?? own(labels, key);
  const [, table, row] = found === undefined ? (numbered.exec(key) ?? []) : [];
  if (table === undefined) return found;
  return `${table.toLowerCase() === 'header' ? 'Message Header' : 'Exchange Property'} ${Number(row) + 1}`;
}

/** Names come from files of strangers: `constructor` is no entry of a table. */
function own<T>(table: Readonly<Partial<Record<string, T>>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
