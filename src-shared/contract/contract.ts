import { app } from './app.ts';
import { artifact } from './artifact.ts';
import type { InputOf, Member, OutputOf, PayloadOf } from './call.ts';
import { chain } from './chain.ts';
import { charts } from './charts.ts';
import { compare } from './compare.ts';
import { connections } from './connections.ts';
import { content } from './content.ts';
import { diagram } from './diagram.ts';
import { doctor } from './doctor.ts';
import { downloads } from './downloads.ts';
import { messageExports } from './exports.ts';
import { failures } from './failures.ts';
import { gate } from './gate.ts';
import { jobs } from './jobs.ts';
import { journal } from './journal.ts';
import { keeping } from './keeping.ts';
import { messages } from './messages.ts';
import { overview } from './overview.ts';
import { payloadSearch } from './payload-search.ts';
import { payloads } from './payloads.ts';
import { permissions } from './permissions.ts';
import { projects } from './projects.ts';
import { queries } from './queries.ts';
import { runs } from './runs.ts';
import { runtime } from './runtime.ts';
import { secrets } from './secrets.ts';
import { sharing } from './sharing.ts';
import { tables } from './tables.ts';
import { watch } from './watch.ts';

/** Everything that crosses the bridge. Channel names are derived from it and typed nowhere else. */
export const contract = {
  app,
  artifact,
  charts,
  compare,
  connections,
  content,
  diagram,
  downloads,
  exports: messageExports,
  failures,
  gate,
  runtime,
  messages,
  runs,
  chain,
  tables,
  jobs,
  journal,
  keeping,
  overview,
  doctor,
  payloads,
  payloadSearch,
  permissions,
  projects,
  queries,
  secrets,
  sharing,
  watch,
};

export type Contract = typeof contract;

/** `domain.member` of every call that the contract holds. */
export const callPaths: readonly string[] = Object.entries(contract).flatMap(([domain, members]) =>
  Object.entries<Member>(members)
    .filter(([, member]) => member.kind === 'call')
    .map(([name]) => `${domain}.${name}`),
);

export type DomainName = keyof Contract;

type Path<Kind extends 'call' | 'topic'> = {
  [D in DomainName]: {
    [M in keyof Contract[D] & string]: Contract[D][M] extends { readonly kind: Kind } ? `${D}.${M}` : never;
  }[keyof Contract[D] & string];
}[DomainName];

/** `domain.member` of every call, and of every topic. */
export type CallPath = Path<'call'>;
export type TopicPath = Path<'topic'>;

type MemberAt<P extends string> = P extends `${infer D}.${infer M}`
  ? D extends DomainName
    ? M extends keyof Contract[D]
      ? Contract[D][M]
      : never
    : never
  : never;

export type CallInput<P extends CallPath> = InputOf<MemberAt<P>>;
export type CallOutput<P extends CallPath> = OutputOf<MemberAt<P>>;
export type TopicPayload<P extends TopicPath> = PayloadOf<MemberAt<P>>;
