import { setImmediate as nextTurn } from 'node:timers/promises';

import {
  errorShape,
  type ErrorSignature,
  errorSignature,
  longestRead,
  signatureOfShape,
  signatureVersion,
} from '../../../src-shared/messages/error-signature.ts';
import type { Row, SqlValue, Statement } from '../library.ts';

/** What signing needs of a library. */
export interface Signable {
  all(sql: string, params: readonly SqlValue[], signal: AbortSignal): Promise<readonly Row[]>;
  write(statements: readonly Statement[]): Promise<void>;
}

/** Texts of one transaction. */
const piece = 1_000;
/** ms after which other work of the host gets a turn: a single text may take several. */
const longestTurn = 8;
/** Signatures of shapes that are remembered: some megabytes at most. */
const mostShapes = 2_000;

const unsigned = `SELECT e.message_key, CASE WHEN json_valid(p.value) THEN substr(json_extract(p.value, '$.text'), 1, ${longestRead}) END AS text
  FROM message_errors e
  JOIN messages m ON m.message_key = e.message_key
  JOIN message_parts p ON p.guid = m.guid AND p.part = 'error'
  WHERE e.signature IS NULL LIMIT ${piece}`;

/** All of a piece in one statement: a hundred thousand calls take longer than what they ask for. */
const storeSignatures = `UPDATE message_errors SET signature = json_extract(s.value, '$[0]')
  FROM json_each(?) s WHERE message_errors.message_key = json_extract(s.value, '$[1]')`;

/**
 * Signs the error texts that have no signature yet, here in the library's own process, so that neither main nor the window computes. Given up in the middle
 * it goes on where it stopped. Answers how many it signed.
 */
export async function signErrors(library: Signable, signal: AbortSignal): Promise<number> {
  await forgetOldSignatures(library, signal);
  const shapes = new Map<string, ErrorSignature>();
  for (let signed = 0; ;) {
    const rows = await library.all(unsigned, [], signal);
    if (rows.length === 0) return signed;
    const titles = new Map<string, string>();
    const signatures: [string, SqlValue][] = [];
    let began = performance.now();
    for (const { message_key: key, text } of rows) {
      const { id, title } = remembered(shapes, errorShape(String(text ?? '')));
      titles.set(id, title);
      signatures.push([id, key ?? null]);
      if (performance.now() - began < longestTurn) continue;
      await nextTurn();
      began = performance.now();
    }
    await library.write([
      { sql: 'INSERT OR IGNORE INTO error_signatures (signature, title) VALUES (?, ?)', rows: [...titles] },
      { sql: storeSignatures, params: [JSON.stringify(signatures)] },
    ]);
    signed += rows.length;
  }
}

function remembered(shapes: Map<string, ErrorSignature>, shape: string): ErrorSignature {
  const known = shapes.get(shape);
  if (known) return known;
  if (shapes.size >= mostShapes) shapes.clear();
  const signature = signatureOfShape(shape);
  shapes.set(shape, signature);
  return signature;
}

/** A text of each group that queries, watches or tabs may name. */
const examples = `SELECT g.signature, substr(json_extract(p.value, '$.text'), 1, ${longestRead}) AS text
  FROM (SELECT signature, max(message_key) AS message_key FROM message_errors WHERE signature IS NOT NULL GROUP BY 1) g
  JOIN messages m ON m.message_key = g.message_key
  JOIN message_parts p ON p.guid = m.guid AND p.part = 'error'
  WHERE json_valid(p.value)`;

/** In one go: where a group takes the signature of another one of before, what leads to it is not led on. */
const leadOn = `UPDATE former_signatures SET signature = json_extract(s.value, '$[1]')
  FROM json_each(?) s WHERE former_signatures.signature = json_extract(s.value, '$[0]')`;

/**
 * Signatures of another version say nothing about those of this one. Notes move to the new signature of their example; who asks for a group
 * of before is led to the one of its newest text.
 */
async function forgetOldSignatures(library: Signable, signal: AbortSignal): Promise<void> {
  const version = String(signatureVersion);
  const [kept] = await library.all(
    "SELECT value FROM library_meta WHERE name = 'error-signatures'",
    [],
    signal,
  );
  if (kept?.['value'] === version) return;
  const notes = await library.all(
    'SELECT note, marked_at, example FROM known_errors ORDER BY marked_at DESC',
    [],
    signal,
  );
  const moved: [string, string][] = [];
  for (const { signature, text } of await library.all(examples, [], signal)) {
    const { id } = errorSignature(String(text ?? ''));
    if (id !== signature) moved.push([String(signature), id]);
  }
  await library.write([
    { sql: 'UPDATE message_errors SET signature = NULL' },
    { sql: 'DELETE FROM error_signatures' },
    { sql: 'DELETE FROM known_errors' },
    {
      sql: 'INSERT INTO known_errors (signature, note, marked_at, example) VALUES (?, ?, ?, ?)',
      rows: together(notes),
    },
    { sql: leadOn, params: [JSON.stringify(moved)] },
    { sql: 'INSERT OR REPLACE INTO former_signatures (former, signature) VALUES (?, ?)', rows: moved },
    {
      sql: "INSERT OR REPLACE INTO library_meta (name, value) VALUES ('error-signatures', ?)",
      params: [version],
    },
  ]);
}

/** Notes by the new signature of their example, the newest first; where groups become one, it has the notes of all. */
function together(notes: readonly Row[]): readonly SqlValue[][] {
  const bySignature = new Map<string, { notes: Set<string>; at: SqlValue; example: SqlValue }>();
  for (const { note, marked_at: at, example } of notes) {
    const { id } = errorSignature(String(example ?? ''));
    const one = bySignature.get(id) ?? { notes: new Set(), at: at ?? 0, example: example ?? '' };
    if (note !== '') one.notes.add(String(note ?? ''));
    bySignature.set(id, one);
  }
  return [...bySignature].map(([id, one]) => [id, [...one.notes].join('\n'), one.at, one.example]);
}
