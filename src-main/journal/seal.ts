import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How a line is sealed: with the key of this computer, or by a hash that needs none. */
export type SealKind = 'hmac' | 'hash';

/** Before the first line. */
export const noSeal = '0'.repeat(64);

const sealed = /^(\{.*),"seal":"(hmac|hash)","mac":"([0-9a-f]{64})"\}$/s;

export interface Sealed {
  /** JSON without the seal. */
  readonly body: string;
  readonly seal: SealKind;
  readonly mac: string;
}

/** A text whose seal covers the one before it, so that nothing can be changed, left out or moved unseen. */
export function seal(
  value: object,
  before: string,
  key: Uint8Array | undefined,
): { text: string; mac: string } {
  const body = JSON.stringify(value);
  const kind: SealKind = key ? 'hmac' : 'hash';
  const mac = compute(body, kind, before, key);
  return { text: `${body.slice(0, -1)},"seal":"${kind}","mac":"${mac}"}`, mac };
}

/** Undefined where a text is no sealed one at all, for instance half a line. */
export function readSealed(text: string): Sealed | undefined {
  const [, open, kind, mac] = sealed.exec(text) ?? [];
  if (open === undefined || mac === undefined) return undefined;
  return { body: `${open}}`, seal: kind === 'hmac' ? 'hmac' : 'hash', mac };
}

/** Undefined where it cannot be told, because the key is gone. */
export function isSound(
  { body, seal: kind, mac }: Sealed,
  before: string,
  key: Uint8Array | undefined,
): boolean | undefined {
  if (kind === 'hmac' && !key) return undefined;
  const expected = compute(body, kind, before, key);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(mac));
}

function compute(body: string, kind: SealKind, before: string, key: Uint8Array | undefined): string {
  const hash = kind === 'hmac' && key ? createHmac('sha256', key) : createHash('sha256');
  return hash.update(`${kind}\n${before}\n${body}`).digest('hex');
}
