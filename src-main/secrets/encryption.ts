import type { SecretStorageState } from '../../src-shared/model/connections.ts';

export interface Decrypted {
  readonly text: string;
  /** The operating system has a newer key: encrypt and write again. */
  readonly isStale: boolean;
}

/** Encryption by the operating system. Its state is asked once and remembered until `askAgain`. */
export interface Encryption {
  state(): Promise<SecretStorageState>;
  /** After the person unlocked the key ring; waits longer, because the system may ask for its password. */
  askAgain(): Promise<SecretStorageState>;
  /** Throws `secrets.unavailable` where the result would not really be encrypted. */
  encrypt(text: string): Promise<Uint8Array>;
  /** Throws whatever the system throws when the key is another. */
  decrypt(cipher: Uint8Array): Promise<Decrypted>;
}
