import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

import { bits, integer, octets, oid, pem, sequence, set, small, tagged, text, time, yes } from './der.ts';

export interface IssueOptions {
  readonly name: string;
  /** Names and addresses of a server. */
  readonly hosts?: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

export interface Issued {
  readonly certificate: string;
  readonly key: string;
  readonly privateKey: KeyObject;
}

/** A certificate authority of a test, with its certificate as PEM. */
export interface Authority {
  readonly certificate: string;
  issue(options: IssueOptions): Issued;
}

const day = 86_400_000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

/** Makes an authority with a key of its own; every certificate it issues serves servers and clients alike. */
export function createAuthority(name: string): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name, keys: own };
  const write = (subject: Subject): string => certificateOf(subject, issuer);
  return {
    certificate: write({ name, keys: own, isAuthority: true }),
    issue: (options) => {
      const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        certificate: write({ ...options, keys, isAuthority: false }),
        key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        privateKey: keys.privateKey,
      };
    },
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Subject extends IssueOptions {
  readonly keys: Keys;
  readonly isAuthority: boolean;
}

/** RFC 5280, section 4.1. */
function certificateOf(subject: Subject, issuer: { readonly name: string; readonly keys: Keys }): string {
  const { validFrom = new Date(Date.now() - day), validTo = new Date(Date.now() + 365 * day) } = subject;
  const content = sequence(
    tagged(0xa0, small(2)),
    integer(randomBytes(12)),
    ecdsaWithSha256,
    distinguishedName(issuer.name),
    sequence(time(validFrom), time(validTo)),
    distinguishedName(subject.name),
    subject.keys.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(subject, issuer.keys.publicKey))),
  );
  const signature = sign('sha256', content, issuer.keys.privateKey);
  return pem('CERTIFICATE', sequence(content, ecdsaWithSha256, bits(signature)));
}

function distinguishedName(name: string): Buffer {
  const entry = (type: string, value: string): Buffer => set(sequence(oid(type), text(value)));
  return sequence(entry('2.5.4.10', 'Tenant Atlas tests'), entry('2.5.4.3', name));
}

function extensions({ keys, hosts = [], isAuthority }: Subject, issuerKey: KeyObject): readonly Buffer[] {
  const extension = (type: string, value: Buffer, isCritical = false): Buffer =>
    sequence(oid(type), ...(isCritical ? [yes()] : []), octets(value));
  const list = [
    extension('2.5.29.14', octets(fingerprint(keys.publicKey))),
    extension('2.5.29.35', sequence(tagged(0x80, fingerprint(issuerKey)))),
  ];
  if (isAuthority) {
    const keyCertSign = tagged(0x03, Buffer.from([1, 0x06]));
    return [
      ...list,
      extension('2.5.29.19', sequence(yes()), true),
      extension('2.5.29.15', keyCertSign, true),
    ];
  }
  const purposes = sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'));
  list.push(extension('2.5.29.37', purposes));
  if (hosts.length > 0) list.push(extension('2.5.29.17', sequence(...hosts.map(alternativeName))));
  return list;
}

function alternativeName(host: string): Buffer {
  return isIP(host) === 4
    ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
    : tagged(0x82, Buffer.from(host));
}

function fingerprint(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}
