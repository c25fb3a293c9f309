import { complexTypes, type EntityType, entityTypes, namespace, type Navigation } from '../metadata/model.ts';
import { type Entity, isComplex, type Scalar, type Value } from './entity.ts';
import { entityAddress, inside, isWanted, type RenderContext } from './json.ts';

const head = '<?xml version="1.0" encoding="utf-8"?>';
const author = '<author><name/></author>';
const services = 'http://schemas.microsoft.com/ado/2007/08/dataservices';
const prefixes = `xmlns:m="${services}/metadata" xmlns:d="${services}"`;
const spaces = `xmlns="http://www.w3.org/2005/Atom" ${prefixes}`;

export interface Feed {
  readonly entities: readonly Entity[];
  readonly type: EntityType;
  /** Address of the collection. */
  readonly id: string;
  readonly render: RenderContext;
  readonly now: number;
  /** `$inlinecount` */
  readonly count: number | undefined;
  /** Address of the next page. */
  readonly next: string | undefined;
}

/** The default format where nobody asks for JSON (catalogue 2.1). */
export function atomFeed(shown: Feed): string {
  return head + feed(shown, ` ${spaces} xml:base="${shown.render.root}/"`);
}

export function atomEntry(entity: Entity, type: EntityType, render: RenderContext, now: number): string {
  return head + entry(entity, type, render, now, ` ${spaces} xml:base="${render.root}/"`);
}

/** A property asked for alone. */
export function atomProperty(name: string, edm: string, value: Value): string {
  return head + property(name, edm, value, ` ${prefixes}`);
}

function feed({ entities, type, id, render, now, count, next }: Feed, attributes: string): string {
  return [
    `<feed${attributes}><id>${escapeXml(id)}</id><title>${type.name}</title>`,
    `<updated>${new Date(now).toISOString()}</updated>${author}`,
    count === undefined ? '' : `<m:count>${count}</m:count>`,
    ...entities.map((entity) => entry(entity, type, render, now, '')),
    next === undefined ? '' : `<link rel="next" href="${escapeXml(next)}"/>`,
    '</feed>',
  ].join('');
}

function entry(
  entity: Entity,
  type: EntityType,
  render: RenderContext,
  now: number,
  attributes: string,
): string {
  const address = entityAddress(entity, type, render.root);
  const href = escapeXml(address.slice(render.root.length + 1));
  const shown = type.properties.filter(({ name }) => isWanted(render, name));
  const values = shown.map(({ name, type: edm }) => property(name, edm, entity[name] ?? null, '')).join('');
  const properties = `<m:properties>${values}</m:properties>`;
  const media = 'type="application/octet-stream"';
  // A media entity's content is its stream; its properties stand beside it.
  const content = type.isMedia
    ? `<link rel="edit-media" ${media} href="${href}/$value"/><content ${media} src="${href}/$value"/>${properties}`
    : `<content type="application/xml">${properties}</content>`;
  return [
    `<entry${attributes}><id>${escapeXml(address)}</id><title>${type.name}</title>`,
    `<updated>${new Date(now).toISOString()}</updated>${author}`,
    `<category term="${namespace}.${type.name}" scheme="${services}/scheme"/>`,
    `<link rel="edit" title="${type.name}" href="${href}"/>`,
    links(entity, type, render, now, address),
    `${content}</entry>`,
  ].join('');
}

function links(
  entity: Entity,
  type: EntityType,
  render: RenderContext,
  now: number,
  address: string,
): string {
  const expanded = render.expand(entity, type);
  const link = ({ name, target, many }: Navigation) => {
    const href = escapeXml(`${address.slice(render.root.length + 1)}/${name}`);
    const attributes = `rel="${services}/related/${name}" type="application/atom+xml;type=${many ? 'feed' : 'entry'}" title="${name}" href="${href}"`;
    const targetType = entityTypes.get(target);
    if (!expanded.has(name) || !targetType) return `<link ${attributes}/>`;
    const value = expanded.get(name);
    const inner = inside(render);
    const list = Array.isArray(value)
      ? { entities: value as readonly Entity[], id: `${address}/${name}`, count: undefined, next: undefined }
      : undefined;
    const inline = list
      ? feed({ ...list, type: targetType, render: inner, now }, '')
      : value === undefined
        ? ''
        : entry(value as Entity, targetType, inner, now, '');
    return `<link ${attributes}><m:inline>${inline}</m:inline></link>`;
  };
  return type.navigation
    .filter(({ name }) => isWanted(render, name))
    .map(link)
    .join('');
}

function property(name: string, edm: string, value: Value, attributes: string): string {
  if (!isComplex(value)) return element(name, edm, value, attributes);
  const parts = (complexTypes.get(edm) ?? []).map((one) =>
    element(one.name, one.type, value[one.name] ?? null, ''),
  );
  return `<d:${name}${attributes} m:type="${namespace}.${edm}">${parts.join('')}</d:${name}>`;
}

function element(name: string, edm: string, value: Scalar, attributes: string): string {
  if (value === null) return `<d:${name}${attributes} m:null="true"/>`;
  const type = edm === 'Edm.String' ? '' : ` m:type="${edm}"`;
  return `<d:${name}${attributes}${type}>${escapeXml(plainText(value, edm))}</d:${name}>`;
}

/** Times without a zone are UTC (catalogue 3.4); one with an offset says so. */
export function plainText(value: Exclude<Scalar, null>, edm: string): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (edm === 'Edm.DateTimeOffset') return new Date(Number(value)).toISOString();
  return edm === 'Edm.DateTime' ? new Date(Number(value)).toISOString().slice(0, 23) : String(value);
}

export function errorXml(code: string, text: string | undefined): string {
  return `${head}<error xmlns="${services}/metadata"><code>${code}</code><message xml:lang="en">${escapeXml(text ?? '')}</message></error>`;
}

/** What XML cannot hold at all becomes U+FFFD: a trace may carry any byte. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
