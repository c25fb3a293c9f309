import { Buffer } from 'node:buffer';
import { createDecipheriv, scryptSync } from 'node:crypto';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  type BoxCost,
  createBox,
  currentCost,
  type OpenBox,
  openBox,
  readHeader,
} from '../../../../src-main/secrets/passphrase-box.ts';

const passphrase = 'correct horse, battery staple';
const cheap: BoxCost = { N: 2 ** 14, r: 8, p: 1 };
const damaged = { code: 'secrets.damaged' };
const failureOf = (open: () => unknown): unknown => {
  try {
    open();
  } catch (error) {
    return error;
  }
  return undefined;
};

let box: OpenBox;
beforeAll(async () => {
  box = await createBox(passphrase, cheap);
});

/** `text` with one of its bytes changed. */
function changed(base64: string, at: number): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('base64');
}

describe('a box', () => {
  it('gives back what was sealed, under the same name only', () => {
    const property = fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.string(),
      (text, one, other) => {
        const sealed = box.seal(text, one);
        expect(box.open(sealed, one)).toBe(text);
        if (one !== other) expect(failureOf(() => box.open(sealed, other))).toMatchObject(damaged);
      },
    );
    fc.assert(property);
  });

  it('opens by its passphrase after a way through a file, however its letters were composed', async () => {
    const made = await createBox('Schlüssel', cheap);
    const sealed = made.seal('text', 'a');
    const header: unknown = JSON.parse(JSON.stringify(made.header));
    const opened = await openBox(header, 'Schlüssel'.normalize('NFD'));
    expect(opened.open(sealed, 'a')).toBe('text');
  });

  it('tells a wrong passphrase by the header alone', async () => {
    await expect(openBox(box.header, `${passphrase} `)).rejects.toMatchObject({
      code: 'secrets.passphrase-wrong',
    });
  });

  it('does not open with one byte changed or cut anywhere in a record', () => {
    const sealed = box.seal('a secret', 'a');
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      expect(failureOf(() => box.open(changed(sealed, at), 'a'))).toMatchObject(damaged);
      const cut = bytes.subarray(0, at).toString('base64');
      expect(failureOf(() => box.open(cut, 'a'))).toMatchObject(damaged);
    }
  });

  it('has a nonce for every record, and shows nothing of text, name and passphrase', () => {
    const sealed = Array.from({ length: 100 }, () => box.seal('a secret', 'connection:one'));
    expect(new Set(sealed.map((text) => text.slice(0, 16))).size).toBe(100);
    const shown = JSON.stringify([box.header, sealed.map((text) => Buffer.from(text, 'base64').toString())]);
    for (const hidden of ['a secret', 'connection:one', passphrase]) expect(shown).not.toContain(hidden);
  });

  it('is what SECURITY.md says, read by hand', () => {
    const { derivation, key } = box.header;
    const { N, r, p, salt } = derivation;
    const derived = scryptSync(passphrase, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 2 ** 26 });
    const params = JSON.stringify(['scrypt', N, r, p, salt]);
    const dataKey = byHand(derived, key, JSON.stringify(['tenant-atlas-box', 1, 'key', params]));
    const record = box.seal('a secret', 'library:one');
    const aad = JSON.stringify(['tenant-atlas-box', 1, 'record', 'library:one']);
    expect(byHand(dataKey, record, aad).toString()).toBe('a secret');
    expect(dataKey).toHaveLength(32);
  });

  it('opens nothing once it was wiped', () => {
    const wiped = box.seal('a secret', 'a');
    return createBox(passphrase, cheap).then((other) => {
      other.wipe();
      expect(failureOf(() => other.open(wiped, 'a'))).toMatchObject({ code: 'secrets.locked' });
      expect(failureOf(() => other.seal('a', 'a'))).toMatchObject({ code: 'secrets.locked' });
    });
  });

  it('takes another passphrase and a higher cost with all its records', async () => {
    const sealed = box.seal('a secret', 'a');
    expect(box.isWeakerThan(currentCost)).toBe(true);
    const next = await box.rewrapped('another one', { ...cheap, N: 2 ** 15 });
    expect(next.header.derivation).toMatchObject({ N: 2 ** 15 });
    expect(next.header.derivation.salt).not.toBe(box.header.derivation.salt);
    expect((await openBox(next.header, 'another one')).open(sealed, 'a')).toBe('a secret');
    await expect(openBox(next.header, passphrase)).rejects.toMatchObject({
      code: 'secrets.passphrase-wrong',
    });
  });

  it('leaves the event loop free while it derives the usual key', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    const usual = await createBox(passphrase);
    clearInterval(counting);
    expect(usual.header.derivation).toMatchObject(currentCost);
    expect(usual.isWeakerThan(currentCost)).toBe(false);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('a header', () => {
  const derivationOf = (change: object) => ({
    ...box.header,
    derivation: { ...box.header.derivation, ...change },
  });

  it.each([
    ['is none', () => undefined],
    ['has another cost', () => derivationOf({ N: 2 ** 15 })],
    ['has another salt', () => derivationOf({ salt: changed(box.header.derivation.salt, 3) })],
    ['has another key', () => ({ ...box.header, key: changed(box.header.key, 20) })],
    ['has a cost of no power of two', () => derivationOf({ N: 2 ** 15 + 1 })],
    ['wants more memory than there is', () => derivationOf({ N: 2 ** 24 })],
    ['costs next to nothing', () => derivationOf({ N: 2 })],
    ['names another derivation', () => derivationOf({ name: 'md5' })],
  ])('that %s counts as damaged, and nothing is derived', (_what, header) => {
    expect(failureOf(() => readHeader(header()))).toMatchObject(damaged);
  });

  it('of a newer version says so', async () => {
    const newer = { ...box.header, version: 2 };
    await expect(openBox(newer, passphrase)).rejects.toMatchObject({ code: 'secrets.newer' });
  });
});

function byHand(key: Buffer, sealed: string, aad: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(aad)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
}
