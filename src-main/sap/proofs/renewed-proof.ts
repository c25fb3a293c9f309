import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import type { Proof, ProofSource, TokenFacts } from '../access.ts';
import { untilCancelled } from '../until-cancelled.ts';

export interface Issued extends TokenFacts {
  readonly proof: Proof;
}

export interface RenewedProofOptions {
  readonly issue: () => Promise<Issued>;
  /** Where the tenant's 401 says that user and password are wrong: the failure to answer from then on. */
  readonly refusal?: () => AppError;
  readonly now: () => number;
  /** ms that only grow. */
  readonly elapsed: () => number;
  /** Told when a proof was issued or could not be. */
  readonly changed: () => void;
  /** What is issued after it fired is not kept. */
  readonly signal?: AbortSignal;
}

/** Renewed a minute before it ends (catalogue 1.4). */
const early = 60_000;
/** After these the token server is left alone for a while; seconds where it does not say how long. */
const pausing: ReadonlySet<ErrorCode> = new Set(['tenant.rate-limited', 'tenant.unavailable']);
const usualPause = 0.5;
/** A person's password that is tried again and again ends with a locked user. */
const final: ReadonlySet<ErrorCode> = new Set(['auth.user-rejected', 'auth.passphrase-wrong']);

/** A proof kept in memory only and renewed in time, with one request for it at a time. */
export class RenewedProof implements ProofSource {
  readonly #options: RenewedProofOptions;
  #issued: Issued | undefined;
  #running: Promise<Issued> | undefined;
  #final: AppError | undefined;
  #pause: { readonly until: number; readonly fault: AppError } | undefined;

  constructor(options: RenewedProofOptions) {
    this.#options = options;
  }

  facts(): TokenFacts | undefined {
    if (!this.#issued) return undefined;
    const { expiresAt, scopes, claims, instead } = this.#issued;
    return { expiresAt, scopes, ...(claims && { claims }), ...(instead && { instead }) };
  }

  async proof(signal?: AbortSignal): Promise<Proof> {
    const kept = this.#issued;
    const isFresh = kept && (kept.expiresAt === undefined || kept.expiresAt - early > this.#options.now());
    return (isFresh ? kept : await untilCancelled(this.#renew(), signal)).proof;
  }

  latest(): Proof | undefined {
    return this.#issued?.proof;
  }

  refused(proof: Proof): void {
    if (this.#issued?.proof !== proof) return;
    this.#issued = undefined;
    this.#final ??= this.#options.refusal?.();
  }

  forget(): void {
    this.#issued = undefined;
  }

  #renew(): Promise<Issued> {
    if (this.#final) return Promise.reject(this.#final);
    // Hundreds of requests may wait for a token: after a refusal each of them would ask on its own.
    if (this.#pause && this.#pause.until > this.#options.elapsed()) return Promise.reject(this.#pause.fault);
    this.#running ??= this.#issue().finally(() => {
      this.#running = undefined;
      this.#options.changed();
    });
    return this.#running;
  }

  #learn(fault: AppError): void {
    if (final.has(fault.code)) this.#final = fault;
    if (!pausing.has(fault.code)) return;
    const seconds = fault.facts.retryAfterSeconds ?? usualPause;
    this.#pause = { until: this.#options.elapsed() + seconds * 1000, fault };
  }

  async #issue(): Promise<Issued> {
    try {
      const issued = await this.#options.issue();
      if (this.#options.signal?.aborted !== true) this.#issued = issued;
      return issued;
    } catch (error) {
      if (error instanceof AppError) this.#learn(error);
      throw error;
    }
  }
}
