import type { ErrorData } from '../errors.ts';
import type { AccessDraft, ConnectionAccess, SecretTexts } from './access.ts';
import type { Keeping } from './keeping.ts';
import type { EdgeRuntime, FlowKey, ProxyChoice, TrustChoice } from './way.ts';

export type ConnectionId = string;

export const environments = ['development', 'test', 'production', 'other'] as const;
export type Environment = (typeof environments)[number];

/** Accent a person may give a connection besides its environment; names of tokens, not colours. */
export const connectionColours = ['none', 'blue', 'green', 'amber', 'red', 'violet', 'grey'] as const;
export type ConnectionColour = (typeof connectionColours)[number];

/**
 * Where the secret is: `stored` on disk, encrypted; `session` in memory until the app closes;
 * `missing` never given or removed; `undecryptable` on disk, but the key ring that wrote it is another.
 * `locked`: on disk, the key ring does not open now.
 */
export type SecretState = 'stored' | 'session' | 'missing' | 'undecryptable' | 'locked';

export interface ConnectionSummary {
  readonly id: ConnectionId;
  readonly name: string;
  /** Origin of the API: `https://host[:port]`, no path. */
  readonly tenantUrl: string;
  readonly access: ConnectionAccess;
  readonly proxy: ProxyChoice;
  readonly trust: TrustChoice;
  readonly flowKey: FlowKey | undefined;
  readonly edge: readonly EdgeRuntime[];
  readonly environment: Environment;
  readonly colour: ConnectionColour;
  readonly notes: string;
  /** Usually the customer; empty: in none. */
  readonly folder: string;
  readonly tags: readonly string[];
  readonly isFavourite: boolean;
  /** Whether payloads, attachments and traces that were looked at stay in the library. */
  readonly keepsPayloads: boolean;
  /** How long messages are kept, and of which the details are read. */
  readonly keeping: Keeping;
  /** Address of the web UI, origin with path, where known. */
  readonly webUiUrl: string | undefined;
  /** Of the parts the access needs, the state of the one that stands worst. */
  readonly secret: SecretState;
  readonly isDemo: boolean;
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
}

/**
 * What the form sends. Without `id` a new connection. A secret part that is not named stays as it is stored; so do
 * `proxy`, `trust`, `edge`, `flowKey`, `folder`, `tags` and `keepsPayloads`.
 */
export interface ConnectionDraft {
  readonly id?: ConnectionId;
  readonly name: string;
  readonly tenantUrl: string;
  readonly access: AccessDraft;
  readonly secrets: SecretTexts;
  readonly proxy?: ProxyChoice;
  readonly trust?: TrustChoice;
  readonly flowKey?: FlowKey | 'remove';
  readonly edge?: readonly EdgeRuntime[];
  readonly environment: Environment;
  readonly colour: ConnectionColour;
  readonly notes: string;
  readonly folder?: string;
  readonly tags?: readonly string[];
  readonly keepsPayloads?: boolean;
  readonly webUiUrl?: string;
}

/** Where connections stand; what is not named stays as it is. */
export interface Arrangement {
  readonly folder?: string;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly environment?: Environment;
  readonly isFavourite?: boolean;
  readonly keeping?: Keeping;
}

export const checkIds = ['route', 'name', 'tls', 'token', 'api-root', 'roles'] as const;
export type CheckId = (typeof checkIds)[number];

/** One line of the connection test, told as soon as it is known. */
export interface Check {
  readonly id: CheckId;
  /** Duration in milliseconds. */
  readonly time: number;
  readonly result: 'passed' | 'failed' | 'warning' | 'by-proxy' | 'skipped';
  /** What was found, one plain sentence. */
  readonly finding: string;
  /** What to do, where there is something to do. */
  readonly advice: string | undefined;
  readonly error: ErrorData | undefined;
}

export interface TestOutcome {
  readonly passed: boolean;
  readonly checks: readonly Check[];
  /** Suggested address of the web UI, if the tenant's answers name one. */
  readonly webUiUrl: string | undefined;
}

export interface SecretStorageState {
  /** `available`: encrypted by the operating system; `unavailable`: no real encryption; `locked`: it does not open. */
  readonly state: 'available' | 'unavailable' | 'locked';
  /** Name of the backend as Chromium tells it, such as `gnome_libsecret`. */
  readonly backend: string;
}

/** What the status bar tells of the active connection. */
export interface ConnectionActivity {
  readonly connectionId: ConnectionId;
  readonly reach: 'unknown' | 'online' | 'offline' | 'refused';
  readonly error: ErrorData | undefined;
  readonly tokenExpiresAt: number | undefined;
  /** Requests in each of the last 12 seconds, oldest first. */
  readonly requests: readonly number[];
  /** Requests per second the busiest area may make now. */
  readonly allowedPerSecond: number;
  /** `undefined` while nobody opened the library yet. */
  readonly library:
    | {
        readonly bytes: number;
        readonly kept: 'encrypted' | 'memory';
        /** Why the library is not open, if it could not be opened. */
        readonly error: ErrorData | undefined;
      }
    | undefined;
}
