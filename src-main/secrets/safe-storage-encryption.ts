import { Buffer } from 'node:buffer';

import { AppError } from '../../src-shared/errors.ts';
import type { SecretStorageState } from '../../src-shared/model/connections.ts';
import type { Decrypted, Encryption } from './encryption.ts';

/**
 * Electron's safeStorage as all supported versions have it: synchronous calls up to 45,
 * asynchronous ones from 42 on.
 */
export interface SafeStorageCalls {
  isEncryptionAvailable?(): boolean;
  encryptString?(text: string): Buffer;
  decryptString?(cipher: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(
    cipher: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

export interface SafeStorageOptions {
  readonly calls: SafeStorageCalls;
  readonly platform: string;
  /**
   * Tries the key ring in a second process and gives up after `timeLimit` milliseconds. Needed on
   * Linux only: there a call on a locked ring with a prompter freezes the whole process.
   */
  readonly probe: (timeLimit: number) => Promise<SecretStorageState>;
}

const probeLimit = 5_000;
/** Long enough to type a password into the prompt of the system. */
const patientProbeLimit = 30_000;
/** Of a call while the app runs. It may stand behind a prompt, too. */
const callLimit = 30_000;

/**
 * A ring that locks while the app runs, or stops answering, holds up nobody for longer than `callLimit` and is "locked" until it is
 * asked again. That guards asynchronous calls. The synchronous ones need the ring for the first of them alone, which the probe came
 * before: Chromium keeps what it got from it.
 */
export class SafeStorageEncryption implements Encryption {
  readonly #options: SafeStorageOptions;
  #state: Promise<SecretStorageState> | undefined;

  constructor(options: SafeStorageOptions) {
    this.#options = options;
  }

  state(): Promise<SecretStorageState> {
    return this.#state ?? this.#remember(this.#ask(probeLimit));
  }

  askAgain(): Promise<SecretStorageState> {
    return this.#remember(this.#ask(patientProbeLimit));
  }

  /** A failure is no state: it is told once, and the next one asks again. */
  #remember(asking: Promise<SecretStorageState>): Promise<SecretStorageState> {
    this.#state = asking;
    asking.catch(() => {
      if (this.#state === asking) this.#state = undefined;
    });
    return asking;
  }

  async encrypt(text: string): Promise<Uint8Array> {
    const { calls, platform } = this.#options;
    const cipher = calls.encryptStringAsync
      ? await this.#inTime(calls.encryptStringAsync(text))
      : required(calls.encryptString?.(text));
    if (platform === 'linux' && isObfuscatedOnly(cipher)) {
      this.#state = Promise.resolve({ state: 'unavailable', backend: 'basic_text' });
      throw new AppError('secrets.unavailable', 'The system offers no real encryption.');
    }
    return cipher;
  }

  async decrypt(cipher: Uint8Array): Promise<Decrypted> {
    const { calls } = this.#options;
    const bytes = Buffer.from(cipher);
    if (calls.decryptStringAsync) {
      const { result, shouldReEncrypt } = await this.#inTime(calls.decryptStringAsync(bytes));
      return { text: result, isStale: shouldReEncrypt };
    }
    return { text: required(calls.decryptString?.(bytes)), isStale: false };
  }

  async #ask(timeLimit: number): Promise<SecretStorageState> {
    const { calls, platform, probe } = this.#options;
    if (platform === 'linux') {
      const probed = await probe(timeLimit);
      if (probed.state !== 'available') return probed;
    }
    const state = await within(timeLimit, storageState(calls, platform));
    return state === late ? { state: 'locked', backend: backendOf(calls, platform) } : state;
  }

  async #inTime<T>(call: Promise<T>): Promise<T> {
    const { calls, platform } = this.#options;
    const answer = await within(callLimit, call);
    if (answer !== late) return answer;
    this.#state = Promise.resolve({ state: 'locked', backend: backendOf(calls, platform) });
    throw new AppError('secrets.locked', 'The key ring does not answer.');
  }
}

const late = Symbol('late');

/** `late` after so many milliseconds; what comes later, answer or fault, comes for nobody. */
async function within<T>(milliseconds: number, call: Promise<T>): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<typeof late>((resolve) => {
    timer = setTimeout(resolve, milliseconds, late);
  });
  try {
    return await Promise.race([call, waited]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks safeStorage itself. On Linux only to be called where it may block: in the probing process,
 * or after that one came back with "available".
 */
export async function storageState(calls: SafeStorageCalls, platform: string): Promise<SecretStorageState> {
  const available = calls.isAsyncEncryptionAvailable
    ? await calls.isAsyncEncryptionAvailable()
    : (calls.isEncryptionAvailable?.() ?? false);
  const backend = backendOf(calls, platform);
  // `basic_text` encrypts with a password that everybody knows.
  if (backend === 'basic_text') return { state: 'unavailable', backend };
  if (available) return { state: 'available', backend };
  // A key ring was chosen for this desktop, so there should be one: it does not open.
  const hasRing = platform === 'linux' && backend !== 'unknown';
  return { state: hasRing ? 'locked' : 'unavailable', backend };
}

function backendOf(calls: SafeStorageCalls, platform: string): string {
  return platform === 'linux' ? (calls.getSelectedStorageBackend?.() ?? 'unknown') : platform;
}

/** Chromium on Linux writes `v10` before what is encrypted with its fixed password, `v11` with the ring's. */
function isObfuscatedOnly(cipher: Uint8Array): boolean {
  return Buffer.from(cipher.subarray(0, 3)).toString('latin1') === 'v10';
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('secrets.unavailable', 'This Electron has no safeStorage.');
  return value;
}
