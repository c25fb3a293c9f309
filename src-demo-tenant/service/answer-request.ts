import type { Client } from '../access/clients.ts';
import { requiredRoles } from '../access/required-roles.ts';
import { seesHidden } from '../access/roles.ts';
import { edmx } from '../metadata/edmx.ts';
import { entitySets, type EntityType, functionImports, setOfType } from '../metadata/model.ts';
import { listedSets } from '../metadata/service-document.ts';
import { atomEntry, atomFeed, atomProperty, errorXml } from '../odata/atom.ts';
import { badRequest, notFound, notImplemented, ODataFault, reasonPhrases } from '../odata/fault.ts';
import { entityJson, type Expanded, type RenderContext, valueJson } from '../odata/json.ts';
import { type QueryOptions, readOptions } from '../odata/options.ts';
import { parsePath, type Segment } from '../odata/path.ts';
import type { Media, RequestContext } from '../sets/definition.ts';
import { optionsOf } from '../sets/query-options.ts';
import { type Answer, json, text } from './answer.ts';
import { answerList } from './answer-list.ts';
import { resolve, type Target } from './resolve.ts';
import type { Service } from './service.ts';

export interface ApiRequest {
  readonly method: string;
  /** Below the service root, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly client: Client;
  readonly now: number;
  readonly root: string;
}

/** Answers a request of an authenticated client; every fault becomes an OData error. */
export function answerRequest(service: Service, request: ApiRequest): Answer {
  try {
    return versioned(answered(service, request));
  } catch (fault) {
    if (!(fault instanceof ODataFault)) throw fault;
    return versioned(faultAnswer(fault, request));
  }
}

/** Clients of OData look for the version of the protocol in a header. */
function versioned(answer: Answer): Answer {
  return { ...answer, headers: { dataserviceversion: '2.0', ...answer.headers } };
}

export function faultAnswer(fault: ODataFault, request: Pick<ApiRequest, 'accept' | 'query'>): Answer {
  const code = reasonPhrases[fault.status] ?? 'Error';
  const answer = wantsJson(request)
    ? json({ error: { code, message: { lang: 'en', value: fault.text ?? null } } }, fault.status)
    : text(errorXml(code, fault.text), 'application/xml;charset=utf-8', fault.status);
  return { ...answer, headers: { ...answer.headers, ...fault.headers } };
}

function answered(service: Service, request: ApiRequest): Answer {
  service.book.advance(request.now);
  const segments = parsePath(request.path);
  const [first] = segments;
  if (request.method !== 'GET' && request.method !== 'HEAD') return write(service, first, request);
  if (!first) return serviceDocument(request);
  if (first.name === '$metadata') return text(edmx(), 'application/xml;charset=utf-8');
  if (!entitySets.has(first.name)) {
    throw functionImports.some(({ name }) => name === first.name) ? notImplemented() : notFound();
  }
  checkRole(segments, request.client);
  const context: RequestContext = {
    now: request.now,
    client: request.client,
    seesHidden: request.client.roles.includes(seesHidden),
    root: request.root,
  };
  const { target, count } = resolve(service, segments, context);
  if (target.kind === 'media') return media(target.media);
  if (target.kind === 'property') return propertyAnswer(target, request);
  if (target.kind === 'list')
    return count ? countAnswer(target, request) : listAnswer(service, target, request, context);
  return entityAnswer(service, target, request, context);
}

function checkRole(segments: readonly Segment[], client: Client): void {
  for (const role of requiredRoles(segments)) {
    if (!client.roles.includes(role)) throw new ODataFault(403, undefined);
  }
}

/** The demo tenant holds still: writes are refused as a missing role or a missing implementation. */
function write(service: Service, first: Segment | undefined, request: ApiRequest): Answer {
  const { roles } = request.client;
  const edits = roles.includes('WorkspacePackagesEdit') || roles.includes('WorkspaceArtifactsDeploy');
  if (!first || !edits) throw new ODataFault(403, undefined);
  if (first.name === validation && request.method === 'POST') return validated(service, request);
  throw notImplemented();
}

const validation = 'ValidateIntegrationDesigntimeArtifact';

/** The one function that changes nothing by its nature (catalogue 2.4). */
function validated(service: Service, { query, client, now, root }: ApiRequest): Answer {
  const keys = ['Id', 'Version'].map((name) => /^'(.*)'$/s.exec(query.get(name) ?? '')?.[1] ?? '');
  const context = { now, client, seesHidden: client.roles.includes(seesHidden), root };
  const found = service.sets.get('IntegrationDesigntimeArtifacts')?.find?.(keys, context);
  if (!found) throw notFound();
  return text('Checkexecutionresult: Passed', 'text/plain', 202);
}

function serviceDocument(request: ApiRequest): Answer {
  if (wantsJson(request)) return json({ d: { EntitySets: listedSets } });
  const collections = listedSets.map(
    (name) => `<collection href="${name}"><atom:title>${name}</atom:title></collection>`,
  );
  return text(
    `<?xml version="1.0" encoding="utf-8"?><service xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom" xml:base="${request.root}/"><workspace><atom:title>Default</atom:title>${collections.join('')}</workspace></service>`,
    'application/atomsvc+xml;charset=utf-8',
  );
}

function media(found: Media | undefined): Answer {
  if (!found) throw notFound();
  const name =
    found.fileName === undefined ? {} : { 'content-disposition': `attachment; filename=${found.fileName}` };
  return { status: 200, headers: { 'content-type': found.contentType, ...name }, body: found.content };
}

function countAnswer(target: Extract<Target, { kind: 'list' }>, request: ApiRequest): Answer {
  if (target.options.count !== true) throw notImplemented();
  return text(String(answerList(target, readOptions(request.query, target.options)).total()), 'text/plain');
}

function listAnswer(
  service: Service,
  target: Extract<Target, { kind: 'list' }>,
  request: ApiRequest,
  context: RequestContext,
): Answer {
  const options = readOptions(request.query, target.options);
  const page = answerList(target, options);
  const count = options.inlineCount ? page.total() : undefined;
  const next = page.nextToken === undefined ? undefined : nextAddress(request, page.nextToken);
  const render = renderContext(service, context, selected(options, target.type), options.expand);
  if (!wantsJson(request)) {
    const id = `${request.root}/${request.path}`;
    const shown = { type: target.type, entities: page.entities, id, render, now: request.now, count, next };
    return text(atomFeed(shown), 'application/atom+xml;charset=utf-8');
  }
  return json({
    d: {
      ...(count === undefined ? {} : { __count: String(count) }),
      results: page.entities.map((entity) => entityJson(entity, target.type, render)),
      ...(next === undefined ? {} : { __next: next }),
    },
  });
}

/** The same address with a skip token (catalogue 2.1). */
function nextAddress(request: ApiRequest, token: number): string {
  const query = [...request.query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${request.root}/${request.path}?${[...query, `$skiptoken=${token}`].join('&')}`;
}

function entityAnswer(
  service: Service,
  target: Extract<Target, { kind: 'entity' }>,
  request: ApiRequest,
  context: RequestContext,
): Answer {
  if (!target.entity) throw notFound();
  const { expand = [] } = optionsOf(setOfType(target.type.name));
  const options = readOptions(request.query, { select: true, expand });
  const render = renderContext(service, context, selected(options, target.type), options.expand);
  if (!wantsJson(request)) {
    const entry = atomEntry(target.entity, target.type, render, request.now);
    return text(entry, 'application/atom+xml;charset=utf-8');
  }
  return json({ d: entityJson(target.entity, target.type, render) });
}

function propertyAnswer(
  { name, edm, value }: Extract<Target, { kind: 'property' }>,
  request: ApiRequest,
): Answer {
  if (!wantsJson(request)) return text(atomProperty(name, edm, value), 'application/xml;charset=utf-8');
  return json({ d: { [name]: valueJson(value, { name, type: edm }) } });
}

/** Names that the type does not have are a 400. */
function selected({ select }: QueryOptions, type: EntityType): readonly string[] | undefined {
  const known = [...type.properties, ...type.navigation].map(({ name }) => name);
  const names = select?.map((path) => path.split('/')[0] ?? '');
  const unknown = names?.find((name) => name !== '*' && !known.includes(name));
  if (unknown !== undefined) throw badRequest(`Property ${unknown} cannot be selected`);
  return names;
}

function renderContext(
  service: Service,
  context: RequestContext,
  select: readonly string[] | undefined,
  expand: readonly string[],
): RenderContext {
  return {
    root: context.root,
    select,
    expand: (entity, type): Expanded => {
      if (expand.length === 0) return new Map();
      const navigation = service.sets.get(setOfType(type.name))?.navigation ?? {};
      const known = expand.filter((name) => navigation[name] !== undefined);
      return new Map(known.map((name) => [name, navigation[name]?.(entity, context)]));
    },
  };
}

function wantsJson({ accept, query }: Pick<ApiRequest, 'accept' | 'query'>): boolean {
  const format = query.get('$format');
  // The option wins over the header (OData V2, 4.7).
  if (format === 'json' || format === 'atom' || format === 'xml') return format === 'json';
  return /json/i.test(accept);
}
