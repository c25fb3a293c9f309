import { crc32, inflateRawSync } from 'node:zlib';

import yauzl, { type Entry, type ZipFile } from 'yauzl';

import type { Warning } from '../../../src-shared/content/artifact/model.ts';
import type { Archive, ArchiveFile, Budget, ReadFile } from './archive.ts';
import { checkDuplicates, checkName } from './entry-names.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import { boundsOf, type ZipBounds } from './zip-bounds.ts';

const options = {
  lazyEntries: true,
  autoClose: false,
  decodeStrings: false,
  validateEntrySizes: true,
} as const;

/**
 * A zip by its central directory; local headers are not trusted (most artifacts have data descriptors). Names, sizes and
 * counts are checked before anything is unpacked. `expect` may refuse what is no artifact by its names.
 */
export async function openZip(
  source: string | Uint8Array,
  budget: Budget,
  expect: (paths: readonly string[]) => void = () => undefined,
): Promise<Archive> {
  const bounds = typeof source === 'string' ? undefined : boundsOf(source);
  const within = bounds?.zip ?? source;
  const zip = await orDamaged('not-a-zip', () =>
    typeof within === 'string'
      ? yauzl.openPromise(within, options)
      : yauzl.fromBufferPromise(Buffer.from(within.buffer, within.byteOffset, within.byteLength), options),
  );
  try {
    const { entries, paths } = await listEntries(zip, budget);
    // That it is something else altogether says more than that a name in it is unusual.
    expect(entries.map(({ path }) => path));
    for (const path of paths) checkName(path);
    checkDuplicates(entries.map(({ path }) => path));
    const bytes = typeof within === 'string' ? undefined : within;
    return new ZipArchive({ zip, entries, budget, bytes, warnings: surroundings(bounds) });
  } catch (fault) {
    zip.close();
    throw fault;
  }
}

interface ZipEntry extends ArchiveFile {
  readonly entry: Entry;
}

interface Listing {
  readonly entries: readonly ZipEntry[];
  /** Of files and folders, unchecked. */
  readonly paths: readonly string[];
}

async function listEntries(zip: ZipFile, budget: Budget): Promise<Listing> {
  if (zip.entryCount > limits.entries) {
    throw new Refusal(
      'too-many-files',
      `The zip says it holds ${zip.entryCount} files; at most ${limits.entries} are read.`,
    );
  }
  const entries: ZipEntry[] = [];
  const paths: string[] = [];
  let total = 0;
  await orDamaged('damaged', async () => {
    for await (const entry of zip.eachEntry()) {
      const path = withoutHere(entryName(entry));
      // The folder itself, in zips that name it.
      if (path === '') continue;
      const isFolder = path.endsWith('/');
      paths.push(isFolder ? path.slice(0, -1) : path);
      if (entry.isEncrypted()) throw new Refusal('encrypted', 'The zip is encrypted.');
      if (isFolder) continue;
      total += entry.uncompressedSize;
      checkSize(entry, total, budget, zip.fileSize);
      entries.push({ path, size: entry.uncompressedSize, entry });
    }
  });
  return { entries, paths };
}

function surroundings(bounds: ZipBounds | undefined): readonly Warning[] {
  if (!bounds || bounds.before + bounds.behind === 0) return [];
  const message = `The file holds more than the zip, which is not looked into: ${bounds.before} bytes before it and ${bounds.behind} behind it.`;
  return [{ code: 'zip-within-file', message, file: undefined }];
}

function checkSize(
  { uncompressedSize, compressedSize }: Entry,
  total: number,
  budget: Budget,
  fileSize: number,
): void {
  if (total > budget.remaining) {
    throw new Refusal(
      'too-large',
      `The content is larger than ${limits.unpackedBytes / 1024 / 1024} MB unpacked.`,
    );
  }
  if (isBomb(uncompressedSize, compressedSize) || isBomb(total, fileSize)) {
    throw new Refusal('too-large', 'The zip unpacks to far more than files of its size hold.');
  }
}

function isBomb(size: number, packed: number): boolean {
  return size > limits.ratioFromBytes && size > packed * limits.ratio;
}

/** Java writes UTF-8 names without saying so; CP437, the zip's own default, is for names that are no UTF-8. */
function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
  if (!isUtf8) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
    } catch {
      // No UTF-8: as the zip format says.
    }
  }
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
}

/** Some tools begin every name with `./`. */
function withoutHere(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}

interface OpenedZip {
  readonly zip: ZipFile;
  readonly entries: readonly ZipEntry[];
  readonly budget: Budget;
  /** The whole zip, where it is in memory. */
  readonly bytes: Uint8Array | undefined;
  readonly warnings: readonly Warning[];
}

class ZipArchive implements Archive {
  readonly files: readonly ArchiveFile[];
  readonly warnings: readonly Warning[];
  readonly #zip: ZipFile;
  readonly #entries: readonly ZipEntry[];
  readonly #budget: Budget;
  readonly #bytes: Uint8Array | undefined;

  constructor({ zip, entries, budget, bytes, warnings }: OpenedZip) {
    this.#bytes = bytes;
    this.#zip = zip;
    this.#entries = entries;
    this.#budget = budget;
    this.files = entries;
    this.warnings = warnings;
  }

  async readAll(keep: (file: ArchiveFile) => boolean): Promise<readonly ReadFile[]> {
    const read: ReadFile[] = [];
    for (const each of this.#entries) {
      const { path, size, entry } = each;
      const content = await this.#unpack(each, keep(each));
      read.push({ path, size, content, checksum: entry.crc32.toString(16).padStart(8, '0') });
    }
    return read;
  }

  async read(path: string): Promise<Uint8Array> {
    const entry = this.#entries.find((each) => each.path === path);
    if (!entry) throw new Refusal('not-found', `There is no ${JSON.stringify(path)} in the zip.`);
    return (await this.#unpack(entry, true)) ?? new Uint8Array();
  }

  close(): void {
    this.#zip.close();
  }

  /** At once, with the output held to the size that is said. */
  async #unpackSmall(entry: Entry, bytes: Uint8Array): Promise<Buffer> {
    const { compressionMethod, compressedSize, uncompressedSize } = entry;
    const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = Buffer.from(bytes.buffer, bytes.byteOffset + fileDataStart, compressedSize);
    if (compressionMethod === 0) return packed;
    if (compressionMethod !== 8) throw new Error(`unsupported compression method ${compressionMethod}`);
    const content = inflateRawSync(packed, { maxOutputLength: uncompressedSize + 1 });
    if (content.length !== uncompressedSize) throw new Error('an entry is not as large as it says');
    return content;
  }

  async #unpack({ path, size, entry }: ZipEntry, isKept: boolean): Promise<Uint8Array | undefined> {
    this.#budget.remaining -= size;
    if (this.#budget.remaining < 0) {
      throw new Refusal(
        'too-large',
        `The content is larger than ${limits.unpackedBytes / 1024 / 1024} MB unpacked.`,
      );
    }
    const chunks: Buffer[] = [];
    let sum = 0;
    await orDamaged('damaged', async () => {
      if (size <= smallBytes && this.#bytes) {
        const content = await this.#unpackSmall(entry, this.#bytes);
        sum = crc32(content);
        if (isKept) chunks.push(content);
        return;
      }
      const stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        if (isKept) chunks.push(chunk);
      }
    });
    if (sum !== entry.crc32)
      throw new Refusal('damaged', `The checksum of ${JSON.stringify(path)} is wrong: the zip is damaged.`);
    return isKept ? (chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)) : undefined;
  }
}

/** Up to this size a stream costs more than the unpacking. */
const smallBytes = 1024 * 1024;

/** yauzl and zlib tell faults as plain errors; what it was is in their words. */
async function orDamaged<T>(code: 'not-a-zip' | 'damaged', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    const said = fault instanceof Error ? fault.message : String(fault);
    if (/encrypt/i.test(said)) throw new Refusal('encrypted', 'The zip is encrypted.', { cause: fault });
    if (/unsupported compression/i.test(said))
      throw new Refusal('damaged', `The zip cannot be unpacked: ${said}.`, { cause: fault });
    // What is read from memory is found wherever it stands; see `boundsOf`.
    if (/comment length/i.test(said))
      throw new Refusal(
        code,
        `There is something behind the end of the zip, which is read up to ${limits.innerZipBytes / 1024 / 1024} MB only.`,
        { cause: fault },
      );
    // What a person can do about it does not depend on which of its records is missing.
    if (code === 'not-a-zip')
      throw new Refusal(code, 'This is no zip, or its end is missing.', { cause: fault });
    // Its first sentence; the others are questions to who wrote the program.
    const first = said.split(/[.?](?:\s|$)/, 1)[0] ?? said;
    throw new Refusal(code, `The zip is damaged: ${first}.`, { cause: fault });
  }
}
