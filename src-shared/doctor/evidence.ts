import { isLoopback, parseAddress } from '../connections/address.ts';
import { hostKind } from '../connections/host-forms.ts';
import type { ErrorCode } from '../errors.ts';
import type { Step, StepFacts, StepId, StepOf, TlsServer } from '../model/doctor.ts';
import { checkedArea } from '../permissions/checked-areas.ts';

/** What the checks have found, by their ids; a check that was not made is absent. */
export class Evidence {
  readonly #steps: ReadonlyMap<StepId, Step>;

  constructor(steps: readonly Step[]) {
    const made = steps.filter(({ result }) => result !== 'not-run' && result !== 'running');
    this.#steps = new Map(made.map((step) => [step.id, step]));
  }

  step<Id extends StepId>(id: Id): StepOf<Id> | undefined {
    return this.#steps.get(id) as StepOf<Id> | undefined;
  }

  facts<Id extends StepId>(id: Id): StepFacts[Id] | undefined {
    return this.step(id)?.facts;
  }

  /** Whether one of these checks ended with one of these codes. */
  failed(ids: readonly StepId[], ...codes: readonly ErrorCode[]): boolean {
    return ids.some((id) => {
      const code = this.step(id)?.error?.code;
      return code !== undefined && codes.includes(code);
    });
  }

  /** Any check at all. */
  failedAnywhere(...codes: readonly ErrorCode[]): boolean {
    return this.failed([...this.#steps.keys()], ...codes);
  }
}

/** All servers whose certificates were seen and which no authority, system or person vouches for. */
export function unvouched(evidence: Evidence): readonly TlsServer[] {
  return (evidence.facts('tls')?.servers ?? []).filter(({ vouched }) => vouched === 'nobody');
}

/** Objections that mean "nobody known has signed this", as OpenSSL names them. */
const unknownAuthority: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
]);

/**
 * SAP's own servers show certificates of public authorities. One that is for the right name, but signed by somebody else,
 * was made by whoever sits between.
 */
export function isInspected({ host, objection, isNameRight, vouched }: TlsServer): boolean {
  const isByOthers = vouched === 'nobody' || vouched === 'system';
  return isByOthers && isNameRight && isOfSap(host) && unknownAuthority.has(objection ?? '');
}

export function hasWrongDates({ objection }: TlsServer): boolean {
  return objection === 'CERT_HAS_EXPIRED' || objection === 'CERT_NOT_YET_VALID';
}

/** SAP itself runs these hosts; everybody else's may be anything. */
export function isOfSap(host: string): boolean {
  return /\.(?:ondemand\.com|sapcloud\.cn|cloud\.sap)$/.test(parseAddress(host)?.host ?? '');
}

/** First labels of tenant host and of whoever issued the token; undefined where one of them cannot be compared. */
export function comparedLabels(
  evidence: Evidence,
): { readonly tenant: string; readonly token: string } | undefined {
  const typed = evidence.facts('typed');
  const issuer = evidence.facts('token')?.issuer ?? typed?.tokenUrl ?? '';
  const tenant = parseAddress(typed?.tenantUrl ?? '')?.host;
  const token = parseAddress(issuer)?.host;
  if (tenant === undefined || token === undefined || isLoopback(tenant) || isLoopback(token))
    return undefined;
  if (hostKind(tenant) !== 'tenant' || hostKind(token) !== 'token-server') return undefined;
  return { tenant: tenant.split('.')[0] ?? '', token: token.split('.')[0] ?? '' };
}

/** The server's clock and this one differ by more than this, ms. */
export const muchDifference = 5 * 60_000;

export function isClockWrong(evidence: Evidence): boolean {
  return (evidence.facts('clock')?.hosts ?? []).some(({ ahead }) => Math.abs(ahead) > muchDifference);
}

/** Areas that were asked and refused; `named`: the token says all the same that the role is there. */
export function refusedAreas(
  evidence: Evidence,
): readonly { readonly role: string; readonly named: boolean }[] {
  return (evidence.facts('areas')?.areas ?? []).flatMap(({ id, verdict, probe, scopes }) =>
    probe && verdict === 'missing-role'
      ? [{ role: checkedArea(id)?.role ?? '', named: scopes.length > 0 }]
      : [],
  );
}
