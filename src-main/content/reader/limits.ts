const megabyte = 1024 * 1024;

/**
 * Far above what tenants hold, far below what hurts: the largest flow known has 0.7 MB and 4,000 elements, the largest
 * artifact 8 MB. Together they keep a refusal under two seconds and the process under 200 MB of growth.
 */
export const limits = {
  /** A zip or a file of a folder as it lies on the disk. */
  zipBytes: 256 * megabyte,
  /** All files of a zip unpacked, those of artifacts inside a package included. */
  unpackedBytes: 256 * megabyte,
  /** A file above this much that is more than `ratio` times its packed size is a bomb; so is a whole zip. */
  ratioFromBytes: 8 * megabyte,
  ratio: 100,
  /** Files of one zip; artifacts have up to a hundred. */
  entries: 10_000,
  /** A file that is read as text or XML. */
  textBytes: 10 * megabyte,
  /** All files of one artifact that are read, which are held in memory together. */
  keptBytes: 32 * megabyte,
  /** The zip of an artifact inside a package, which is held in memory. */
  innerZipBytes: 64 * megabyte,
  nameLength: 1_000,
  xmlDepth: 300,
  /** Elements and attributes of one XML file. */
  xmlNodes: 250_000,
  /** Nodes kept of the expressions of one message mapping: shared parts are written out. */
  expressionNodes: 50_000,
} as const;
