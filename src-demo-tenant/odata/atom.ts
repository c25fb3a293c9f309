import { complexTypes, type EntityType, namespace, setOfType } from '../metadata/model.ts';
import { type Entity, isComplex, type Scalar } from './entity.ts';
import { entityAddress } from './json.ts';

const head = '<?xml version="1.0" encoding="utf-8"?>';
const author = '<author><name/></author>';
const spaces =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"';

export interface Feed {
  readonly entities: readonly Entity[];
  readonly type: EntityType;
  readonly root: string;
  readonly now: number;
  /** `$inlinecount` */
  readonly count: number | undefined;
  /** Address of the next page. */
  readonly next: string | undefined;
}

/** The default format where nobody asks for JSON (catalogue 2.1). */
export function atomFeed({ entities, type, root, now, count, next }: Feed): string {
  const updated = new Date(now).toISOString();
  const self = `${root}/${setOfType(type.name)}`;
  return [
    `${head}<feed ${spaces} xml:base="${root}/"><id>${self}</id><title>${type.name}</title>`,
    `<updated>${updated}</updated>${author}`,
    count === undefined ? '' : `<m:count>${count}</m:count>`,
    ...entities.map((entity) => entry(entity, type, root, updated, '')),
    next === undefined ? '' : `<link rel="next" href="${escapeXml(next)}"/>`,
    '</feed>',
  ].join('');
}

export function atomEntry(entity: Entity, type: EntityType, root: string, now: number): string {
  return head + entry(entity, type, root, new Date(now).toISOString(), ` ${spaces} xml:base="${root}/"`);
}

function entry(entity: Entity, type: EntityType, root: string, updated: string, attributes: string): string {
  const properties = type.properties
    .map(({ name, type: edm }) => {
      const value = entity[name] ?? null;
      if (!isComplex(value)) return element(name, edm, value);
      const parts = (complexTypes.get(edm) ?? []).map((one) =>
        element(one.name, one.type, value[one.name] ?? null),
      );
      return `<d:${name} m:type="${namespace}.${edm}">${parts.join('')}</d:${name}>`;
    })
    .join('');
  return [
    `<entry${attributes}><id>${escapeXml(entityAddress(entity, type, root))}</id><title>${type.name}</title>`,
    `<updated>${updated}</updated>${attributes === '' ? '' : author}`,
    `<category term="${namespace}.${type.name}" scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme"/>`,
    `<content type="application/xml"><m:properties>${properties}</m:properties></content></entry>`,
  ].join('');
}

function element(name: string, edm: string, value: Scalar): string {
  if (value === null) return `<d:${name} m:null="true"/>`;
  const type = edm === 'Edm.String' ? '' : ` m:type="${edm}"`;
  return `<d:${name}${type}>${escapeXml(plainText(value, edm))}</d:${name}>`;
}

function plainText(value: Exclude<Scalar, null>, edm: string): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return edm.startsWith('Edm.DateTime') ? new Date(Number(value)).toISOString().slice(0, 23) : String(value);
}

export function errorXml(code: string, text: string | undefined): string {
  return `${head}<error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code>${code}</code><message xml:lang="en">${escapeXml(text ?? '')}</message></error>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
