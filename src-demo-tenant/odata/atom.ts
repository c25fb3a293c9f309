import { type EntityType, namespace } from '../metadata/model.ts';
import { type Entity, isComplex } from './entity.ts';
import { entityAddress } from './json.ts';

const head = '<?xml version="1.0" encoding="utf-8"?>';
const spaces =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"';

/** The default format where nobody asks for JSON (catalogue 2.1). */
export function atomFeed(entities: readonly Entity[], type: EntityType, root: string, now: number): string {
  const updated = new Date(now).toISOString();
  const entries = entities.map((entity) => entry(entity, type, root, updated, '')).join('');
  return `${head}<feed ${spaces} xml:base="${root}/"><title>${type.name}</title><updated>${updated}</updated>${entries}</feed>`;
}

export function atomEntry(entity: Entity, type: EntityType, root: string, now: number): string {
  return head + entry(entity, type, root, new Date(now).toISOString(), ` ${spaces} xml:base="${root}/"`);
}

function entry(entity: Entity, type: EntityType, root: string, updated: string, attributes: string): string {
  const properties = type.properties
    .map(({ name, type: edm }) => {
      const value = entity[name] ?? null;
      if (value === null || isComplex(value)) return `<d:${name} m:null="true"/>`;
      const text = edm.startsWith('Edm.DateTime')
        ? new Date(Number(value)).toISOString().slice(0, 23)
        : String(value);
      return `<d:${name}>${escapeXml(text)}</d:${name}>`;
    })
    .join('');
  return [
    `<entry${attributes}><id>${escapeXml(entityAddress(entity, type, root))}</id><title>${type.name}</title>`,
    `<updated>${updated}</updated>`,
    `<category term="${namespace}.${type.name}" scheme="http://schemas.microsoft.com/ado/2007/08/dataservices/scheme"/>`,
    `<content type="application/xml"><m:properties>${properties}</m:properties></content></entry>`,
  ].join('');
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
