import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * SQLite answers "file is not a database" to a wrong key and to a damaged file alike. A salted hash
 * of the key beside the file tells them apart; it says nothing about the key, which is random.
 */
export function fingerprintFile(file: string): string {
  return `${file}.key-check`;
}

export function writeFingerprint(file: string, key: Uint8Array): void {
  const salt = randomBytes(16);
  const line = `${salt.toString('hex')} ${hash(salt, key).toString('hex')}\n`;
  writeFileSync(fingerprintFile(file), line, { mode: 0o600 });
}

/** `undefined`: there is no readable fingerprint, so nobody knows. */
export function fitsFingerprint(file: string, key: Uint8Array): boolean | undefined {
  const path = fingerprintFile(file);
  if (!existsSync(path)) return undefined;
  const [salt, expected] = readFileSync(path, 'utf8').trim().split(' ');
  if (!salt || expected?.length !== 64) return undefined;
  return timingSafeEqual(hash(Buffer.from(salt, 'hex'), key), Buffer.from(expected, 'hex'));
}

function hash(salt: Uint8Array, key: Uint8Array): Buffer {
  return createHash('sha256').update(salt).update(key).digest();
}
