import type { AccessKind } from './model/access.ts';

/**
 * The closed list of what can go wrong. Main throws an `AppError`, the bridge carries it as data,
 * `advice.ts` says in words what happened and what to do next. `docs/errors.md` lists them all.
 */
export const errorCodes = [
  'internal',
  'input.invalid',
  'request.cancelled',
  'gate.refused',
  'auth.rejected',
  'auth.endpoint-answer',
  'auth.unauthorized',
  'auth.forbidden',
  'auth.secret-missing',
  'auth.user-rejected',
  'auth.grant-refused',
  'auth.certificate-expired',
  'auth.certificate-refused',
  'auth.passphrase-wrong',
  'auth.key-unusable',
  'network.offline',
  'network.name-not-resolved',
  'network.refused',
  'network.tls-untrusted',
  'network.tls-changed',
  'network.tls-failed',
  'network.cut',
  'network.timeout',
  'network.redirect',
  'network.foreign-host',
  'network.proxy',
  'network.proxy-login',
  'network.proxy-unsupported',
  'tenant.rate-limited',
  'tenant.unavailable',
  'tenant.failed',
  'tenant.not-found',
  'tenant.not-implemented',
  'tenant.not-json',
  'tenant.invalid-json',
  'tenant.empty-answer',
  'tenant.unexpected-shape',
  'tenant.bad-request',
  'content.configure-only',
  'content.draft',
  'content.too-large',
  'content.no-artifact',
  'content.file-gone',
  'content.file-not-saved',
  'content.not-obtainable',
  'content.unreadable',
  'content.reader-stopped',
  'payload.expression',
  'payload.unreadable',
  'payload.limit',
  'payload.stopped',
  'payload.gone',
  'payload.closed',
  'secrets.unavailable',
  'secrets.locked',
  'secrets.undecryptable',
  'secrets.other-destination',
  'secrets.passphrase-wrong',
  'secrets.wait',
  'secrets.vault-locked',
  'secrets.damaged',
  'secrets.newer',
  'settings.corrupt',
  'settings.restored',
  'library.damaged',
  'library.wrong-key',
  'library.key-missing',
  'library.unclaimed',
  'library.locked',
  'library.newer',
  'library.crashed',
  'library.emptied',
  'library.failed',
  'disk.full',
  'disk.write-failed',
  'disk.folder-gone',
  'disk.file-exists',
  'connection.not-found',
  'connection.other-tenant',
  'sharing.unreadable',
  'sharing.damaged',
  'sharing.newer',
  'sharing.too-large',
  'sharing.changed',
  'demo.failed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Facts that help a person or a log; never a secret, a token, a payload or a raw body. */
export interface ErrorFacts {
  readonly status?: number;
  readonly host?: string;
  /** Whom a secret belongs to, where it was to be used for another host. */
  readonly ownHost?: string;
  /** The area of the API, such as `messages`, for "missing role" texts. */
  readonly area?: Area;
  readonly role?: string;
  readonly retryAfterSeconds?: number;
  /** What the tenant said, shortened and cleaned of markup. */
  readonly tenantText?: string;
  readonly file?: string;
  /** Why content was refused or what is not there: one line with names and numbers of the content, nothing else of it. */
  readonly reason?: string;
  /** The tenant keeps what was asked for no longer, by a rule; `reason` says which. */
  readonly isForgotten?: true;
  /** Reference number of an `internal` error's entry in the log. */
  readonly reference?: string;
  readonly field?: string;
  /** What a proxy wants that cannot be given, such as `NTLM`. */
  readonly proxyWants?: string;
  /** Kind of access that was refused, where the words depend on it. */
  readonly access?: AccessKind;
  /** End of a certificate's validity, ms since 1970. */
  readonly validTo?: number;
}

/** Areas of the API that have rates and roles of their own (catalogue 3.2, 4). */
export type Area =
  | 'content'
  | 'runtime'
  | 'endpoints'
  | 'messages'
  | 'payloads'
  | 'message-store'
  | 'stores'
  | 'queues'
  | 'security'
  | 'number-ranges'
  | 'partners'
  | 'locks'
  | 'root';

export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts: ErrorFacts;
}

/** A router that knows no such tenant also says 404; that is not "there is no such entity" (catalogue 3.6). */
export function isUnknownHost({ facts }: Pick<ErrorData, 'facts'>): boolean {
  return /requested route/i.test(facts.tenantText ?? '');
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.facts = facts;
  }

  /** What may cross the bridge: no stack, no cause. */
  toData(): ErrorData {
    return { code: this.code, message: this.message, facts: this.facts };
  }

  static from(data: ErrorData): AppError {
    return new AppError(data.code, data.message, data.facts);
  }
}

/** Errors travel over the bridge as data: Electron alone keeps only the message of a thrown error. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorData };
