import type { Warning } from '../../../src-shared/content/artifact/model.ts';

/** A file inside a zip or a folder. */
export interface ArchiveFile {
  /** Relative, with forward slashes, checked by `checkNames`. */
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
}

/** A zip or an unpacked folder. */
export interface Archive {
  readonly files: readonly ArchiveFile[];
  /** What was unexpected about the zip itself. */
  readonly warnings: readonly Warning[];
  /**
   * Reads every file once, in order. `keep` says which contents are wanted; the others are read past, so that sizes and
   * checksums are known to be true.
   */
  readAll(keep: (file: ArchiveFile) => boolean): Promise<readonly ReadFile[]>;
  /** One file, for whoever wants to show it. */
  read(path: string): Promise<Uint8Array>;
  close(): void;
}

export interface ReadFile extends ArchiveFile {
  readonly checksum: string;
  /** Only of files that were to be kept. */
  readonly content: Uint8Array | undefined;
}

/** Bytes that may still be unpacked; shared by a package export and the artifacts inside it. */
export interface Budget {
  remaining: number;
}
