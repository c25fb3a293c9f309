/**
 * A b-tree page of the SQLite file format (https://www.sqlite.org/fileformat2.html, section 1.6), read with
 * distrust: a page that was overwritten decrypts to noise, and noise must not pass for rows.
 */
export interface BtreePage {
  readonly tree: 'table' | 'index';
  /** Pages below, in order; empty for a leaf. */
  readonly children: readonly number[];
  readonly isLeaf: boolean;
  /** Where each cell begins within the page. */
  readonly cells: readonly number[];
}

export interface Cell {
  readonly rowid: number | bigint | undefined;
  readonly local: Uint8Array;
  /** Bytes of the whole record; what is not local continues on the overflow page. */
  readonly size: number;
  readonly overflow: number | undefined;
}

const trees = {
  2: { tree: 'index', isLeaf: false },
  5: { tree: 'table', isLeaf: false },
  10: { tree: 'index', isLeaf: true },
  13: { tree: 'table', isLeaf: true },
} as const;
/** A record beyond this is noise: the largest texts kept are far smaller. */
const largestRecord = 64 * 1024 * 1024;

/** `undefined` for everything that is no sound b-tree page: free, overflow, damaged. */
export function readBtreePage(data: Uint8Array, page: number, usable: number): BtreePage | undefined {
  const start = page === 1 ? 100 : 0;
  const kind = trees[data[start] as keyof typeof trees] as (typeof trees)[keyof typeof trees] | undefined;
  if (!kind) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = view.getUint16(start + 3);
  const pointers = start + (kind.isLeaf ? 8 : 12);
  const content = pointers + 2 * count;
  if (content > usable) return undefined;
  const cells: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const cell = view.getUint16(pointers + 2 * index);
    if (cell < content || cell > usable - 4) return undefined;
    cells.push(cell);
  }
  const children = kind.isLeaf
    ? []
    : [...cells.map((cell) => view.getUint32(cell)), view.getUint32(start + 8)];
  return { ...kind, cells, children };
}

/** A cell that holds a record; `undefined` where it cannot be one. */
export function readCell(data: Uint8Array, page: BtreePage, at: number, usable: number): Cell | undefined {
  const payload = varint(data, page.isLeaf ? at : at + 4);
  if (!payload || payload.value > largestRecord) return undefined;
  const size = Number(payload.value);
  let from = payload.next;
  let rowid: number | bigint | undefined;
  if (page.tree === 'table') {
    const key = varint(data, from);
    if (!key) return undefined;
    rowid = plain(BigInt.asIntN(64, key.value));
    from = key.next;
  }
  const local = localSize(size, page.tree, usable);
  const end = from + local;
  if (end > usable || (local < size && end + 4 > usable)) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return {
    rowid,
    local: data.subarray(from, end),
    size,
    overflow: local < size ? view.getUint32(end) : undefined,
  };
}

/** How much of a record stays in its page (section 1.6, "payload overflow"). */
function localSize(size: number, tree: BtreePage['tree'], usable: number): number {
  const most = tree === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((size - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

export interface Varint {
  readonly value: bigint;
  readonly next: number;
}

export function varint(data: Uint8Array, at: number): Varint | undefined {
  let value = 0n;
  for (let index = 0; index < 9; index += 1) {
    const byte = data[at + index];
    if (byte === undefined) return undefined;
    if (index === 8) return { value: (value << 8n) | BigInt(byte), next: at + 9 };
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}

export function plain(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
