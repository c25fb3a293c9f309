import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';

import { loadInspect } from '../../scripts/build/inspect-bundle.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { inTurns } from '../harness.mjs';

const corpus = join(root, '..', 'shared', 'corpus');
const megabyte = 1024 * 1024;
/** What the reader parses as XML; the rest it only unpacks. */
const parsed = /\.(iflw|mmap|propdef)$|^value_mapping\.xml$/;
/**
 * All artifacts of ../shared/corpus from memory into models, against unpacking and parsing alone by the same libraries:
 * no model, no names, no references. Answers a reason where there is no corpus.
 * @param {number} [turns]
 */
export async function inspect(turns = 7) {
  if (!existsSync(join(corpus, 'index.tsv'))) return '../shared/corpus is not there';
  const { readContent } = await loadInspect();
  const zips = readdirSync(corpus, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.zip') && entry.parentPath.endsWith('artifacts'),
    )
    .filter((entry) => !entry.parentPath.endsWith('not-artifacts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  let bytes = 0;
  for (const zip of zips) bytes += await unpackAndParse(zip);
  const megabytes = bytes / megabyte;
  const perMegabyte = async (/** @type {(zip: Buffer) => Promise<unknown>} */ read) => {
    const began = performance.now();
    for (const zip of zips) await read(zip);
    return (performance.now() - began) / megabytes;
  };
  const measured = await inTurns(
    turns,
    () => perMegabyte(readContent),
    () => perMegabyte(unpackAndParse),
  );
  return {
    name: 'inspect',
    ...measured,
    budget: 2,
    unit: 'ms/MB',
    note: `${zips.length} artifacts, ${megabytes.toFixed(1)} MB unpacked, ${(1000 / measured.ours).toFixed(0)} MB/s against ${(1000 / measured.reference).toFixed(0)} MB/s`,
  };
}

/** @param {Buffer} zip @returns {Promise<number>} bytes unpacked */
async function unpackAndParse(zip) {
  const file = await yauzl.fromBufferPromise(zip, { lazyEntries: true, autoClose: false });
  let bytes = 0;
  for await (const entry of file.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    /** @type {Buffer[]} */
    const chunks = [];
    for await (const chunk of await file.openReadStreamPromise(entry)) {
      chunks.push(chunk);
      bytes += chunk.length;
    }
    if (parsed.test(entry.fileName)) new SaxesParser().write(Buffer.concat(chunks).toString('utf8')).close();
  }
  file.close();
  return bytes;
}
