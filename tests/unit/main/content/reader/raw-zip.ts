import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip that may lie. What is left out is true. */
export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  readonly isStored?: boolean;
  /** Instead of the packed content. */
  readonly packed?: Uint8Array;
  readonly declaredSize?: number;
  readonly declaredChecksum?: number;
  /** General purpose bit flag; bit 0 is encryption. */
  readonly flags?: number;
  /** Name in the local header. */
  readonly localName?: string;
  /** Use the data of the entry before instead of own data. */
  readonly isOverlapping?: boolean;
}

/** Writes a zip by hand, header by header, so that headers can say what no library would write. */
export function rawZip(entries: readonly RawEntry[], { entryCount = entries.length } = {}): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let start = 0;
  for (const entry of entries) {
    const { name, content, isStored = false, flags = 0x800 } = entry;
    const bytes = Buffer.from(name as string);
    const packed = Buffer.from(entry.packed ?? (isStored ? content : deflateRawSync(content)));
    const size = entry.declaredSize ?? content.length;
    const sum = entry.declaredChecksum ?? crc32(Buffer.from(content));
    const common = Buffer.alloc(24);
    common.writeUInt16LE(flags, 0);
    common.writeUInt16LE(isStored ? 0 : 8, 2);
    common.writeUInt32LE(sum >>> 0, 8);
    common.writeUInt32LE(packed.length, 12);
    common.writeUInt32LE(size >>> 0, 16);
    common.writeUInt16LE(bytes.length, 20);
    if (!entry.isOverlapping) {
      const localName = Buffer.from(entry.localName ?? bytes);
      const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), common, localName]);
      local.writeUInt16LE(localName.length, 26);
      start = offset;
      locals.push(local, packed);
      offset += local.length + packed.length;
    }
    const header = Buffer.alloc(46);
    header.set([0x50, 0x4b, 1, 2, 20, 0, 20, 0]);
    common.copy(header, 8, 0, 22);
    header.writeUInt32LE(start, 42);
    central.push(Buffer.concat([header, bytes]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.set([0x50, 0x4b, 5, 6]);
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
