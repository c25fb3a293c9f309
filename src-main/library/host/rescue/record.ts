import type { SqlValue } from '../../library.ts';
import { plain, varint } from './page.ts';

const integerBytes = [0, 1, 2, 3, 4, 6, 8] as const;
const text = new TextDecoder('utf-8', { fatal: true });

/** The values of a record (SQLite file format, section 2.1); `undefined` where it is not a sound one. */
export function readRecord(data: Uint8Array): readonly SqlValue[] | undefined {
  const header = varint(data, 0);
  if (!header || header.value > data.length) return undefined;
  const values: SqlValue[] = [];
  let type = header.next;
  let at = Number(header.value);
  while (type < Number(header.value)) {
    const serial = varint(data, type);
    if (!serial || serial.value > 2 * data.length + 13) return undefined;
    type = serial.next;
    const length = lengthOf(Number(serial.value));
    if (length === undefined || at + length > data.length) return undefined;
    const value = valueOf(Number(serial.value), data.subarray(at, at + length));
    if (value === undefined) return undefined;
    values.push(value);
    at += length;
  }
  return type === Number(header.value) && at === data.length ? values : undefined;
}

function lengthOf(serial: number): number | undefined {
  if (serial <= 6) return integerBytes[serial];
  if (serial === 7) return 8;
  if (serial <= 9) return 0;
  return serial < 12 ? undefined : (serial - (serial % 2 === 0 ? 12 : 13)) / 2;
}

function valueOf(serial: number, bytes: Uint8Array): SqlValue | undefined {
  if (serial === 0) return null;
  if (serial === 7) return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
  if (serial === 8 || serial === 9) return serial - 8;
  if (serial >= 12 && serial % 2 === 0) return bytes;
  if (serial >= 12) {
    try {
      return text.decode(bytes);
    } catch {
      // Not UTF-8, so what was decrypted is not what was written.
      return undefined;
    }
  }
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return plain(BigInt.asIntN(8 * bytes.length, value));
}
