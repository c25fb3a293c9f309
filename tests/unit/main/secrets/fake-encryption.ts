import { Buffer } from 'node:buffer';

import type { Decrypted, Encryption } from '../../../../src-main/secrets/encryption.ts';
import type { SettingsFile } from '../../../../src-main/settings/settings-file.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { SecretStorageState } from '../../../../src-shared/model/connections.ts';

/** A key ring whose state and key a test can change; the "cipher" is readable by its key only. */
export class FakeEncryption implements Encryption {
  now: SecretStorageState = { state: 'available', backend: 'fake' };
  ring = 'first ring';
  isStale = false;
  fails: Error | undefined;
  /** Locked since it was asked for its state. */
  isSilent = false;

  state(): Promise<SecretStorageState> {
    return Promise.resolve(this.now);
  }

  askAgain(): Promise<SecretStorageState> {
    return Promise.resolve(this.now);
  }

  encrypt(text: string): Promise<Uint8Array> {
    if (this.isSilent) return Promise.reject(silent());
    if (this.fails) return Promise.reject(this.fails);
    const hidden = Buffer.from(text).toString('base64');
    return Promise.resolve(Buffer.from(JSON.stringify({ ring: this.ring, hidden })));
  }

  decrypt(cipher: Uint8Array): Promise<Decrypted> {
    if (this.isSilent) return Promise.reject(silent());
    const { ring, hidden } = JSON.parse(Buffer.from(cipher).toString()) as { ring: string; hidden: string };
    if (ring !== this.ring) return Promise.reject(new Error('another key'));
    const text = Buffer.from(hidden, 'base64').toString();
    return Promise.resolve({ text, isStale: this.isStale });
  }
}

function silent(): AppError {
  return new AppError('secrets.locked', 'The key ring does not answer.');
}

/** A settings file in memory. */
export class MemoryFile implements SettingsFile {
  content: Readonly<Record<string, unknown>>;
  writes = 0;
  fails: Error | undefined;

  constructor(content: Readonly<Record<string, unknown>> = {}) {
    this.content = content;
  }

  read(): Readonly<Record<string, unknown>> {
    return structuredClone(this.content);
  }

  write(value: Readonly<Record<string, unknown>>): void {
    if (this.fails) throw this.fails;
    this.writes += 1;
    this.content = structuredClone(value);
  }
}
