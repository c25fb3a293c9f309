import { AppError } from '../../src-shared/errors.ts';
import type { Encryption } from './encryption.ts';
import { createBox } from './passphrase-box.ts';
import type { SecretEntries, SecretEntry } from './secret-entries.ts';
import type { Vault } from './vault.ts';

export interface Moving {
  readonly entries: SecretEntries;
  readonly keyRing: Encryption;
  readonly vault: Vault;
}

type Texts = readonly (readonly [string, string])[];

/**
 * Everything the key ring keeps goes into a new vault. `more` are texts that were in memory alone. What no key ring can
 * decrypt any more stays as it is. Throws `secrets.locked` while the ring does not open.
 */
export async function moveToVault(
  { entries, keyRing, vault }: Moving,
  passphrase: string,
  more: Texts,
): Promise<void> {
  if (vault.exists) throw new AppError('internal', 'There is a vault already.');
  const texts = [...(await textsOfKeyRing(entries, keyRing)), ...more];
  const box = await createBox(passphrase, vault.cost);
  entries.move(
    sealedBy(texts, (text, id) => box.seal(text, id)),
    { header: box.header },
  );
  vault.adopt(box);
}

/** Another passphrase and another key: who has an old copy of the file and the old passphrase reads nothing that is new. */
export async function changePassphrase(
  { entries, vault }: Moving,
  passphrase: string,
  next: string,
): Promise<void> {
  const before = await vault.verify(passphrase);
  const record = entries.vault();
  const texts = openTexts(entries, (entry, id) => before.open(base64(entry), id));
  before.wipe();
  const box = await createBox(next, vault.cost);
  entries.move(
    sealedBy(texts, (text, id) => box.seal(text, id)),
    { ...record, header: box.header },
  );
  vault.adopt(box);
}

/** Throws `secrets.vault-locked`, and `secrets.unavailable` or `secrets.locked` where no key ring takes them. */
export async function moveToKeyRing({ entries, keyRing, vault }: Moving): Promise<void> {
  if (!vault.isOpen) throw new AppError('secrets.vault-locked', 'The vault is locked.');
  const { state } = await keyRing.askAgain();
  if (state !== 'available')
    throw new AppError(
      state === 'locked' ? 'secrets.locked' : 'secrets.unavailable',
      'There is no key ring.',
    );
  const moved: [string, SecretEntry][] = [];
  for (const [id, text] of openTexts(entries, (entry, id) => vault.openSealed(entry.cipher, id))) {
    moved.push([id, { scheme: 'key-ring', cipher: await keyRing.encrypt(text) }]);
  }
  entries.move(moved, undefined);
  vault.lock();
}

async function textsOfKeyRing(entries: SecretEntries, keyRing: Encryption): Promise<Texts> {
  const kept = entries.all().filter(([, { scheme }]) => scheme === 'key-ring');
  if (kept.length === 0) return [];
  const { state } = await keyRing.state();
  if (state === 'locked') throw new AppError('secrets.locked', 'The key ring does not open.');
  if (state === 'unavailable') return [];
  const texts: [string, string][] = [];
  for (const [id, { cipher }] of kept) {
    try {
      texts.push([id, (await keyRing.decrypt(cipher)).text]);
    } catch (fault) {
      if (fault instanceof AppError && fault.code === 'secrets.locked') throw fault;
      // Written by another ring: it stays for that one, as before.
    }
  }
  return texts;
}

/** Damaged ones stay in the file and say so when they are read. */
function openTexts(entries: SecretEntries, open: (entry: SecretEntry, id: string) => string): Texts {
  return entries.all().flatMap(([id, entry]) => {
    if (entry.scheme !== 'vault') return [];
    try {
      return [[id, open(entry, id)] as const];
    } catch (fault) {
      if (fault instanceof AppError && fault.code === 'secrets.damaged') return [];
      throw fault;
    }
  });
}

function sealedBy(
  texts: Texts,
  seal: (text: string, id: string) => string,
): (readonly [string, SecretEntry])[] {
  return texts.map(([id, text]) => [id, { scheme: 'vault', cipher: Buffer.from(seal(text, id), 'base64') }]);
}

function base64({ cipher }: SecretEntry): string {
  return Buffer.from(cipher).toString('base64');
}
