import type { DemoContent } from '../content/model.ts';
import { hash } from '../content/random.ts';
import { MessageBook } from '../messages/message-book.ts';
import { MessageDetails } from '../messages/message-details.ts';
import { runSets } from '../sets/message-runs.ts';
import { messageStoreSets } from '../sets/message-store.ts';
import { messageSets } from '../sets/messages.ts';
import { runtimeSets } from '../sets/runtime.ts';
import { storeSets } from '../sets/stores.ts';
import type { Service, ServiceOptions } from './service.ts';

/** A request's way to the API of an Edge Integration Cell (catalogue 1.1). */
export type CellPath =
  | { readonly kind: 'location'; readonly id: string; readonly root: string }
  | { readonly kind: 'local'; readonly root: string };

export function cellPath(pathname: string): CellPath | undefined {
  const [root, id] = /^\/location\/([\w-]+)\/api\/v1(?=\/|$)/.exec(pathname) ?? [];
  if (root !== undefined && id !== undefined) return { kind: 'location', id, root };
  const [local] = /^\/local\/api\/v1(?=\/|$)/.exec(pathname) ?? [];
  return local === undefined ? undefined : { kind: 'local', root: local };
}

/** What a local root lists; everything else is a 403 there (catalogue 1.1). */
const listed =
  /^(?:MessageProcessingLogs(?:\([^/]*\)(?:\/(?:ErrorInformation|Attachments|CustomHeaderProperties|MessageStoreEntries).*)?|\/\$count)?|MessageProcessingLog(?:Attachments|ErrorInformations)\(.*|DataStores.*|DataStoreEntries.*|Variables.*|MessageStoreEntr.*|JmsBrokers.*|Messaging(?:Queues|Messages).*)$/;

export function isListedLocally(path: string): boolean {
  return listed.test(path);
}

/** The cell that is reached through the tenant. */
export const locationId = 'nordwind-plant';

/** Two cells of the demo tenant, each with some of its flows and messages of its own, made when first asked for. */
export class EdgeCells {
  readonly #options: ServiceOptions;
  readonly #services = new Map<CellPath['kind'], Service>();

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** Undefined where there is no such location. */
  at(path: CellPath): Service | undefined {
    if (path.kind === 'location' && path.id !== locationId) return undefined;
    const service = this.#services.get(path.kind) ?? createCell(this.#options, path.kind);
    this.#services.set(path.kind, service);
    return service;
  }
}

/** One in so many flows of the tenant runs on a cell as well. */
const spread = 6;

function createCell({ seed, now, messages, content }: ServiceOptions, kind: CellPath['kind']): Service {
  const turn = kind === 'location' ? 0 : 1;
  const runsHere = (id: string): boolean => hash(id) % spread === turn;
  const flows = content.flows.filter(({ artifactId }) => runsHere(artifactId));
  const total = flows.reduce((sum, { share }) => sum + share, 0);
  const own: DemoContent = {
    packages: [],
    runtimeArtifacts: content.runtimeArtifacts.filter(({ Id }) => runsHere(Id)),
    endpoints: content.endpoints.filter(({ artifactId }) => runsHere(artifactId)),
    flows: flows.map((flow) => ({ ...flow, share: flow.share / total })),
  };
  const book = new MessageBook({
    seed: seed * 100 + turn + 1,
    now,
    messages: Math.ceil(messages / spread),
    flows: own.flows,
  });
  const details = new MessageDetails(book, seed);
  const definitions = [
    ...(kind === 'location' ? runtimeSets(own) : []),
    ...messageSets(book, details),
    ...runSets(book, details),
    ...messageStoreSets(book, details),
    ...storeSets(now),
  ];
  return { content: own, book, sets: new Map(definitions.map((one) => [one.set, one])) };
}
