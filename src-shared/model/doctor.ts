import type { Finding } from '../connections/finding.ts';
import type { HostKind } from '../connections/host-forms.ts';
import type { DiagnosisId } from '../doctor/diagnosis-ids.ts';
import type { ErrorData } from '../errors.ts';
import type { GrantedRole } from '../permissions/scopes.ts';
import type { AccessKind } from './access.ts';
import type { ConnectionDraft } from './connections.ts';
import type { AreaPermission } from './permissions.ts';
import type { ProxyChoice, ShownCertificate } from './way.ts';

/** Which connection is taken apart: one that is kept, or what stands in a form. */
export type DoctorSubject =
  | { readonly kind: 'saved'; readonly connectionId: string }
  | { readonly kind: 'draft'; readonly draft: ConnectionDraft };

export const stepIds = [
  'typed',
  'proxy',
  'name',
  'tcp',
  'tls',
  'token-endpoint',
  'token',
  'api-root',
  'areas',
  'clock',
] as const;
export type StepId = (typeof stepIds)[number];

/** `none`: a user, who belongs to no plan. */
export type Plan = 'api' | 'integration-flow' | 'unknown' | 'none';

export interface TypedFacts {
  readonly access: AccessKind;
  /** Origin of the API as it is used; undefined where no host can be made out. */
  readonly tenantUrl: string | undefined;
  /** Undefined where no token is fetched, or the text is no address. */
  readonly tokenUrl: string | undefined;
  readonly hostKind: HostKind | undefined;
  /** Client_id, or the user where there is no client. */
  readonly client: string;
  readonly plan: Plan;
  /** A client_id stands where a user belongs. */
  readonly isClientAsUser: boolean;
  readonly findings: readonly Finding[];
  /** End of the client's certificate, ms since 1970. */
  readonly validTo: number | undefined;
  /** This connection has had an answer of its tenant with this client before. */
  readonly workedBefore: boolean;
}

/** `pac`: several ways in order, or another one for each server, as a PAC script answers. */
export type ProxyReason = 'explicit' | 'none' | 'system' | 'pac';

export interface ProxyLeg {
  readonly host: string;
  /** `host:port`; undefined is the direct way. */
  readonly proxy: string | undefined;
  readonly kind: 'http' | 'https' | 'socks' | undefined;
}

export interface ProxyFacts {
  readonly choice: ProxyChoice['kind'];
  readonly reason: ProxyReason;
  /** User of an explicit proxy; empty where it has none. */
  readonly user: string;
  readonly legs: readonly ProxyLeg[];
}

export interface NameFacts {
  readonly hosts: readonly {
    readonly host: string;
    /** Empty where the proxy looks the name up. */
    readonly addresses: readonly string[];
  }[];
}

export interface TcpFacts {
  readonly hops: readonly {
    readonly host: string;
    readonly port: number;
    readonly isProxy: boolean;
    /** ms */
    readonly time: number;
  }[];
}

/**
 * `authority`: one that comes with the app or the connection vouches; `system`: the operating system does; `person`:
 * confirmed for this connection; `unseen`: behind a proxy that lets nobody look through.
 */
export type Vouched = 'authority' | 'system' | 'person' | 'unseen' | 'nobody' | 'changed';

export interface TlsServer {
  readonly host: string;
  readonly vouched: Vouched;
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** Name of what is wrong with the chain, such as `CERT_HAS_EXPIRED`. */
  readonly objection: string | undefined;
  /** Whom the certificate is for. */
  readonly names: readonly string[];
  readonly isNameRight: boolean;
  /** The server's own first. */
  readonly chain: readonly ShownCertificate[];
}

export interface TlsFacts {
  readonly servers: readonly TlsServer[];
}

/** What a server answered to the requests of one step. */
export interface Answered {
  readonly host: string;
  /** Of every answer, oldest first: what was tried again stands here, too. */
  readonly statuses: readonly number[];
}

export type TokenEndpointFacts = Answered;

/** Of a token, without its text. Times are ms since 1970. */
export interface TokenFactsShown {
  readonly issuer: string | undefined;
  readonly issuedAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly scopes: readonly string[];
}

export interface ApiRootFacts extends Answered {
  /** What `/local/api/v1/` answered, where the usual root was refused: the local root of an Edge Integration Cell. */
  readonly local: 'answers' | 'refused' | undefined;
  /** A router that knows no such tenant answered. */
  readonly isUnknownRoute: boolean;
}

export interface AreasFacts {
  readonly areas: readonly AreaPermission[];
  readonly roles: readonly GrantedRole[];
  readonly statuses: readonly number[];
}

export interface ClockFacts {
  readonly hosts: readonly {
    readonly host: string;
    /** ms the server is ahead of this computer, to a second. */
    readonly ahead: number;
  }[];
}

export interface StepFacts {
  readonly typed: TypedFacts;
  readonly proxy: ProxyFacts;
  readonly name: NameFacts;
  readonly tcp: TcpFacts;
  readonly tls: TlsFacts;
  readonly 'token-endpoint': TokenEndpointFacts;
  readonly token: TokenFactsShown;
  readonly 'api-root': ApiRootFacts;
  readonly areas: AreasFacts;
  readonly clock: ClockFacts;
}

/** Why a check was not made. */
export const notRunReasons = [
  'no-host',
  'wrong-input',
  'unencrypted',
  'on-this-computer',
  'no-token-needed',
  'no-certificate-readable',
  'wrong-kind-of-host',
  'after-proxy',
  'after-name',
  'after-tcp',
  'after-tls',
  'after-token-endpoint',
  'after-api-root',
  'no-date',
] as const;
export type NotRunReason = (typeof notRunReasons)[number];

export interface StepOf<Id extends StepId> {
  readonly id: Id;
  readonly result: 'running' | 'passed' | 'warning' | 'failed' | 'by-proxy' | 'not-run';
  /** ms */
  readonly time: number;
  /** What was found out, also by a check that failed half-way. */
  readonly facts: StepFacts[Id] | undefined;
  readonly error: ErrorData | undefined;
  readonly notRun: NotRunReason | undefined;
}

/** One check of the doctor. */
export type Step = { readonly [Id in StepId]: StepOf<Id> }[StepId];

export interface Examination {
  /** ms since 1970 */
  readonly startedAt: number;
  readonly steps: readonly Step[];
  readonly diagnoses: readonly DiagnosisId[];
}
