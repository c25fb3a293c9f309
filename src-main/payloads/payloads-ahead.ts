import { sourceKey } from '../../src-shared/model/payloads.ts';
import type { KeptPayload } from './kept-payloads.ts';
import type { TenantSource } from './payload-request.ts';

/** Bytes of all of them. */
const mostHeld = 128 * 1024 * 1024;

/**
 * Payloads that were read before anybody looked at them, because the tenant soon forgets them: in memory until the page of their message is
 * closed.
 */
export class PayloadsAhead {
  /** By connection and message, then by `sourceKey`. */
  readonly #messages = new Map<string, Map<string, KeptPayload>>();
  /** Those that found no room, by connection and message. */
  readonly #passedOver = new Map<string, Set<string>>();
  #held = 0;

  get(connectionId: string, source: TenantSource): KeptPayload | undefined {
    return this.#messages.get(keyOf(connectionId, source.messageGuid))?.get(sourceKey(source));
  }

  /** Whether so many bytes more would still be held. */
  hasRoom(bytes: number): boolean {
    return this.#held + bytes <= mostHeld;
  }

  put(connectionId: string, source: TenantSource, payload: KeptPayload): void {
    if (!this.hasRoom(payload.bytes) || this.get(connectionId, source)) return;
    const key = keyOf(connectionId, source.messageGuid);
    this.#messages.set(
      key,
      (this.#messages.get(key) ?? new Map<string, KeptPayload>()).set(sourceKey(source), payload),
    );
    this.#held += payload.bytes;
  }

  /** It is read when somebody looks at it, if the tenant still has it then. */
  passOver(connectionId: string, source: TenantSource): void {
    const key = keyOf(connectionId, source.messageGuid);
    this.#passedOver.set(key, (this.#passedOver.get(key) ?? new Set()).add(sourceKey(source)));
  }

  /** How many of a message are not held. */
  passedOver(connectionId: string, messageGuid: string): number {
    return this.#passedOver.get(keyOf(connectionId, messageGuid))?.size ?? 0;
  }

  /** No page shows the message any more. */
  forget(connectionId: string, messageGuid: string): void {
    const key = keyOf(connectionId, messageGuid);
    for (const { bytes } of this.#messages.get(key)?.values() ?? []) this.#held -= bytes;
    this.#messages.delete(key);
    this.#passedOver.delete(key);
  }

  clear(): void {
    this.#messages.clear();
    this.#passedOver.clear();
    this.#held = 0;
  }
}

function keyOf(connectionId: string, messageGuid: string): string {
  return `${connectionId} ${messageGuid}`;
}
