/** The few forms of DER that a certificate is written in (X.690). */
export function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 + bytes.length, ...bytes]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts);
export const octets = (content: Uint8Array): Buffer => tagged(0x04, content);
export const bits = (content: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), content);
export const text = (content: string): Buffer => tagged(0x0c, Buffer.from(content));
export const yes = (): Buffer => tagged(0x01, Buffer.from([0xff]));

/** Of any bytes; the leading one keeps it positive and in its shortest form. */
export function integer(bytes: Uint8Array): Buffer {
  return tagged(0x02, Buffer.from([1]), bytes);
}

export function small(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

/** `1.2.840.…` */
export function oid(name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** GeneralizedTime, seconds of UTC. */
export function time(at: Date): Buffer {
  const stamp = at.toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '');
  return tagged(0x18, Buffer.from(stamp));
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
