import type { DomainName } from '../../src-shared/contract/contract.ts';
import { answerArtifact } from '../artifact/handlers.ts';
import { answerChain } from '../chain/handlers.ts';
import { answerCharts } from '../charts/handlers.ts';
import { answerCompare } from '../compare/handlers.ts';
import { answerConnections } from '../connections/handlers.ts';
import { answerContent } from '../content/handlers.ts';
import { answerDiagram } from '../diagram/handlers.ts';
import { answerDoctor } from '../doctor/handlers.ts';
import { answerDownloads } from '../downloads/handlers.ts';
import { answerExports } from '../exports/handlers.ts';
import { answerFailures } from '../failures/handlers.ts';
import { answerGate } from '../gate/handlers.ts';
import type { Answer } from '../ipc/answer.ts';
import { answerJobs } from '../jobs/handlers.ts';
import { answerJournal } from '../journal/handlers.ts';
import { answerKeeping } from '../keeping/handlers.ts';
import { answerMessages } from '../messages/handlers.ts';
import { answerOverview } from '../overview/handlers.ts';
import { answerPayloadSearch } from '../payload-search/handlers.ts';
import { answerPayloads } from '../payloads/handlers.ts';
import { answerPermissions } from '../permissions/handlers.ts';
import { answerProjects } from '../projects/handlers.ts';
import { answerQueries } from '../queries/handlers.ts';
import { answerRuns } from '../runs/handlers.ts';
import { answerRuntime } from '../runtime/handlers.ts';
import { answerSecrets } from '../secrets/handlers.ts';
import { answerSharing } from '../sharing/handlers.ts';
import { answerTables } from '../tables/handlers.ts';
import { answerWatch } from '../watch/handlers.ts';

/** The handlers of each domain; those of the app itself also need its windows. Forgetting a domain does not compile. */
const handlers = {
  artifact: answerArtifact,
  chain: answerChain,
  charts: answerCharts,
  compare: answerCompare,
  connections: answerConnections,
  content: answerContent,
  diagram: answerDiagram,
  doctor: answerDoctor,
  downloads: answerDownloads,
  exports: answerExports,
  failures: answerFailures,
  gate: answerGate,
  jobs: answerJobs,
  journal: answerJournal,
  keeping: answerKeeping,
  messages: answerMessages,
  overview: answerOverview,
  payloadSearch: answerPayloadSearch,
  payloads: answerPayloads,
  permissions: answerPermissions,
  projects: answerProjects,
  queries: answerQueries,
  runs: answerRuns,
  runtime: answerRuntime,
  secrets: answerSecrets,
  sharing: answerSharing,
  tables: answerTables,
  watch: answerWatch,
} satisfies Record<Exclude<DomainName, 'app'>, (answer: Answer, service: never) => void>;

type Handlers = typeof handlers;

/** What answers the calls of each domain. */
export type Services = { readonly [D in keyof Handlers]: Parameters<Handlers[D]>[1] };

const answers: { readonly [D in keyof Handlers]: (answer: Answer, service: Services[D]) => void } = handlers;

export function answerCalls(answer: Answer, services: Services): void {
  const domains = Object.keys(answers) as (keyof Handlers)[];
  for (const domain of domains) answerDomain(answer, domain, services[domain]);
}

function answerDomain<D extends keyof Handlers>(answer: Answer, domain: D, service: Services[D]): void {
  answers[domain](answer, service);
}
