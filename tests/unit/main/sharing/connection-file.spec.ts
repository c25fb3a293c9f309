import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  isConnectionFile,
  openFile,
  readConnectionFile,
  sealedFile,
} from '../../../../src-main/sharing/connection-file.ts';
import { filed, type FiledConnection } from '../../../../src-main/sharing/filed-connection.ts';
import { foundInFile } from '../../../../src-main/sharing/found-connections.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { largestConnectionFile } from '../../../../src-shared/model/sharing.ts';
import { acme, cost, ids, nordwind, passphrase } from './sharing-world.ts';

/** As a version 1 wrote them: one with the passphrase below. */
const older = { open: written('version-1.json'), sealed: written('version-1-encrypted.json') };
const secrets = { clientSecret: 'open sesame, please', proxyPassword: 'pp' };
const head = { format: 'tenant-atlas-connections', version: 2 };
function written(name: string): string {
  return readFileSync(join(import.meta.dirname, 'files', name), 'utf8');
}

const document = readFileSync(join(import.meta.dirname, '../../../../docs/connection-files.md'), 'utf8');

let sealed: string;
beforeAll(async () => {
  sealed = await sealedFile([filed(nordwind, secrets)], passphrase, cost);
});

function read(text: string): readonly FiledConnection[] {
  const file = readConnectionFile(text, 'file.json');
  if (file.kind !== 'open') throw new Error('The file is encrypted.');
  return file.connections;
}

async function unlock(text: string, typed = passphrase): Promise<readonly FiledConnection[]> {
  const file = readConnectionFile(text, 'file.json');
  if (file.kind !== 'sealed') throw new Error('The file is not encrypted.');
  return file.unlock(typed);
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (fault) {
    if (fault instanceof AppError) return fault.code;
    throw fault;
  }
}

describe('a file without secrets', () => {
  it('is readable, in one order, and holds no secret and no decision of this computer', () => {
    const text = openFile([filed(acme, {}), filed(nordwind, {})]);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['format', 'version', 'connections']);
    expect(text).toBe(openFile([filed({ ...acme }, {}), filed({ ...nordwind }, {})]));
    for (const hidden of ['AB:CD', 'nordwind.example:443', 'reachedHost', 'createdAt', 'secrets'])
      expect(text).not.toContain(hidden);
    const [first, second] = read(text);
    expect(first).toMatchObject({ id: ids.acme, name: 'Acme', environment: 'production', secrets: {} });
    const { notes, proxy, edge, flowKey, webUiUrl } = nordwind;
    expect(second).toMatchObject({ notes, proxy, edge, flowKey, webUiUrl });
    expect(second?.authorities).toEqual(nordwind.trust.authorities);
  });

  it('is what docs/connection-files.md shows, and its example can be imported', async () => {
    const [example = ''] = /(?<=```json\n)\{[\s\S]*?\n\}(?=\n```)/.exec(document) ?? [];
    const connections = read(example);
    const { found, refused } = await foundInFile(connections, 'example');
    expect(refused).toEqual([]);
    expect(found.map(({ fields }) => fields)).toMatchObject([
      { name: 'Nordwind PRD', environment: 'production', colour: 'red', edge: [{ id: 'cell-1' }] },
    ]);
    const fields = Object.keys((JSON.parse(example) as { connections: object[] }).connections[0] ?? {});
    expect(Object.keys(filed(nordwind, {})).filter((name) => name !== 'flowKey')).toEqual(fields);
  });

  it('of an older version is brought to this one', async () => {
    expect(read(older.open)).toMatchObject([
      { name: 'Nordwind', folder: '', tags: [], notes: 'first\nsecond' },
    ]);
    await expect(unlock(older.sealed)).resolves.toMatchObject([{ name: 'Nordwind', tags: [], secrets }]);
    // What version 1 passed over, version 2 must not take for its own.
    const strange = older.open.replace('"notes"', '"folder": 7, "tags": {}, "notes"');
    expect(read(strange)).toMatchObject([{ folder: '', tags: [] }]);
  });

  it('gives no secret, even where somebody wrote one into it', () => {
    const [one] = read(JSON.stringify({ ...head, connections: [{ ...filed(acme, {}), secrets }] }));
    expect(one?.secrets).toEqual({});
  });
});

describe('a file with secrets', () => {
  it('shows nothing of its content, and opens with its passphrase alone', async () => {
    for (const hidden of ['Nordwind', 'nordwind', 'open sesame', 'clientSecret', 'hana.ondemand.com'])
      expect(sealed).not.toContain(hidden);
    await expect(unlock(sealed, 'wrong')).rejects.toMatchObject({ code: 'secrets.passphrase-wrong' });
    const [one] = await unlock(sealed);
    expect(one).toMatchObject({ name: 'Nordwind', secrets });
  });

  it('can be read by hand from docs/connection-files.md', () => {
    const file = JSON.parse(sealed) as ByHand;
    const { N, r, p, salt } = file.box.derivation;
    const typed = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
    const derived = scryptSync(typed, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 2 ** 26 });
    const parameters = JSON.stringify(['scrypt', N, r, p, salt]);
    const key = openByHand(
      derived,
      file.box.key,
      `["tenant-atlas-box",1,"key",${JSON.stringify(parameters)}]`,
    );
    const content = openByHand(key, file.sealed, '["tenant-atlas-box",1,"record","connections:2"]');
    const { connections } = JSON.parse(content.toString()) as { connections: unknown[] };
    expect(connections).toMatchObject([{ id: ids.nordwind, name: 'Nordwind', secrets }]);
    const sum = createHash('sha256')
      .update(JSON.stringify([1, parameters, file.box.key]))
      .digest('base64');
    expect(file.box.checksum).toBe(sum.slice(0, 16));
  });

  it('can be written by hand from docs/connection-files.md', async () => {
    const salt = randomBytes(16).toString('base64');
    const derived = scryptSync(passphrase, Buffer.from(salt, 'base64'), 32, { ...cost, maxmem: 2 ** 26 });
    const parameters = JSON.stringify(['scrypt', cost.N, cost.r, cost.p, salt]);
    const content = randomBytes(32);
    const key = sealByHand(derived, content, `["tenant-atlas-box",1,"key",${JSON.stringify(parameters)}]`);
    const sum = createHash('sha256')
      .update(JSON.stringify([1, parameters, key]))
      .digest('base64');
    const { access, tenantUrl } = acme;
    const inner = JSON.stringify({ connections: [{ tenantUrl, access, secrets: { clientSecret: 's' } }] });
    const text = JSON.stringify({
      ...head,
      box: { version: 1, derivation: { name: 'scrypt', ...cost, salt }, key, checksum: sum.slice(0, 16) },
      sealed: sealByHand(content, Buffer.from(inner), '["tenant-atlas-box",1,"record","connections:2"]'),
    });
    await expect(unlock(text)).resolves.toMatchObject([{ tenantUrl, secrets: { clientSecret: 's' } }]);
  });

  it('opens under no other version, and in no part with that of another file', async () => {
    const other = JSON.parse(await sealedFile([filed(acme, secrets)], passphrase, cost)) as ByHand;
    const mixed = JSON.stringify({ ...(JSON.parse(sealed) as ByHand), sealed: other.sealed });
    await expect(unlock(mixed)).rejects.toMatchObject({ code: 'sharing.damaged' });
    const box = { ...(JSON.parse(sealed) as ByHand).box, version: 2 };
    await expect(unlock(JSON.stringify({ ...(JSON.parse(sealed) as ByHand), box }))).rejects.toMatchObject({
      code: 'sharing.newer',
      facts: { file: 'file.json' },
    });
  });
});

describe('a file that is not as it should be', () => {
  it('is refused in words: another one, a newer one, one that is cut or too large', () => {
    expect(codeOf(() => read('{"format":"something else"}'))).toBe('sharing.unreadable');
    expect(codeOf(() => read(JSON.stringify({ ...head, version: 3, connections: [] })))).toBe(
      'sharing.newer',
    );
    expect(codeOf(() => read(JSON.stringify({ ...head, version: 0, connections: [] })))).toBe(
      'sharing.damaged',
    );
    expect(codeOf(() => read(`${JSON.stringify(head)}${' '.repeat(largestConnectionFile)}`))).toBe(
      'sharing.too-large',
    );
    expect(codeOf(() => openFile([{ notes: 'x'.repeat(largestConnectionFile) }]))).toBe('sharing.too-large');
    const many = Array.from({ length: 5_001 }, () => ({ tenantUrl: 'a.example', access: acme.access }));
    expect(codeOf(() => read(JSON.stringify({ ...head, connections: many })))).toBe('sharing.damaged');
  });

  it('is damaged at every byte it is cut', async () => {
    const text = openFile([filed(acme, {})]);
    for (let length = text.indexOf('"connections"'); length < text.trimEnd().length; length += 1)
      expect(codeOf(() => read(text.slice(0, length)))).toBe('sharing.damaged');
    const whole = JSON.parse(sealed) as ByHand;
    for (const cut of [0, 4, 16, 40, whole.sealed.length - 8]) {
      const text = JSON.stringify({ ...whole, sealed: whole.sealed.slice(0, cut) });
      await expect(unlock(text)).rejects.toMatchObject({ code: 'sharing.damaged' });
    }
  });

  it('names the place by fields and numbers, never by what stands there', () => {
    const text = JSON.stringify({
      ...head,
      connections: [{ ...filed(acme, {}), tenantUrl: { secret: 'x' } }],
    });
    try {
      read(text);
      expect.unreachable();
    } catch (fault) {
      const { facts, cause } = fault as AppError;
      expect(facts).toEqual({ file: 'file.json', field: 'connections.0.tenantUrl' });
      expect(cause).toBeUndefined();
    }
  });

  it('does no harm by depth, by names of prototypes, or by ids that are paths', () => {
    const deep = `{"format":"tenant-atlas-connections","version":1,"connections":${'['.repeat(200_000)}`;
    expect(codeOf(() => read(deep))).toBe('sharing.damaged');
    expect(codeOf(() => read(`${deep}${']'.repeat(200_000)}}`))).toBe('sharing.damaged');
    const { access } = acme;
    const entry = `{"__proto__":{"isAdmin":true},"constructor":1,"tenantUrl":"a.example","access":${JSON.stringify(access)}`;
    for (const id of ['../../etc/passwd', '__proto__', 'x'.repeat(10_000), 'A\\u0000B']) {
      const [one] = read(`${JSON.stringify(head).slice(0, -1)},"connections":[${entry},"id":"${id}"}]}`);
      expect(one).toMatchObject({ tenantUrl: 'a.example', id: undefined });
      expect(Object.keys(one ?? {})).not.toContain('__proto__');
    }
    expect('isAdmin' in {}).toBe(false);
    const upper = read(
      JSON.stringify({ ...head, connections: [{ tenantUrl: 'a', access, id: ids.acme.toUpperCase() }] }),
    );
    expect(upper[0]?.id).toBe(ids.acme);
  });

  it('has its texts made harmless', async () => {
    const { access, tenantUrl } = acme;
    const names = [
      '\u202Egnp.exe\u0000\u0007 \u2066x',
      '../../secrets.json',
      'n'.repeat(10_000),
      '\uD800',
      ' \n ',
    ];
    const connections = names.map((name) => ({
      name,
      tenantUrl,
      access,
      notes: `a\u202Eb\nc\u0000${'d'.repeat(30_000)}`,
    }));
    const { found } = await foundInFile(read(JSON.stringify({ ...head, connections })), 'f');
    expect(found.map(({ fields }) => fields.name)).toEqual([
      'gnp.exe x',
      '../../secrets.json',
      'n'.repeat(200),
      'acme',
      'acme',
    ]);
    expect(found[0]?.fields.notes).toHaveLength(20_000 - 2);
    expect(found[0]?.fields.notes.startsWith('ab\nc')).toBe(true);
  });

  it('never throws anything but its own errors, whatever it holds', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constant(filed(acme, {})), fc.constant([filed(acme, {})]));
    const whole = fc.record(
      {
        version: fc.oneof(fc.constantFrom(1, 2), fc.jsonValue()),
        connections: value,
        box: value,
        sealed: value,
      },
      { requiredKeys: ['version'] },
    );
    const codes = new Set<string>();
    fc.assert(
      fc.property(whole, fc.nat(), fc.string(), (content, at, noise) => {
        const text = JSON.stringify({ format: head.format, ...content });
        for (const one of [text, text.slice(0, at % text.length) + noise + text.slice(at % text.length)])
          codes.add(codeOf(() => readConnectionFile(one, 'f')));
      }),
    );
    for (const code of codes)
      expect(['none', 'sharing.damaged', 'sharing.newer', 'sharing.unreadable']).toContain(code);
    expect(codes.size).toBeGreaterThan(1);
  });

  it('never opens to something else after a change anywhere in it', async () => {
    const whole = JSON.parse(sealed) as ByHand;
    const before = JSON.stringify(await unlock(sealed));
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('A', 'z', '9', '/'), async (at, letter) => {
        const place = at % whole.sealed.length;
        const changed = whole.sealed.slice(0, place) + letter + whole.sealed.slice(place + 1);
        const text = JSON.stringify({ ...whole, sealed: changed });
        const outcome = await unlock(text).then(JSON.stringify, (fault: unknown) => (fault as AppError).code);
        // The last letter of base64 has bits that count for nothing.
        expect([before, 'sharing.damaged']).toContain(outcome);
        const isSame = Buffer.from(changed, 'base64').equals(Buffer.from(whole.sealed, 'base64'));
        expect(outcome === before).toBe(isSame);
      }),
      { numRuns: 25 },
    );
  });
});

it('tells a file of connections by its first line', () => {
  expect(isConnectionFile(sealed)).toBe(true);
  expect(isConnectionFile(`\uFEFF${openFile([])}`)).toBe(true);
  expect(isConnectionFile('{"oauth":{}}')).toBe(false);
});

interface ByHand {
  readonly box: {
    readonly derivation: {
      readonly N: number;
      readonly r: number;
      readonly p: number;
      readonly salt: string;
    };
    readonly key: string;
    readonly checksum: string;
  };
  readonly sealed: string;
}

function openByHand(key: Buffer, text: string, associated: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
}

function sealByHand(key: Buffer, bytes: Buffer, associated: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(associated));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64');
}
