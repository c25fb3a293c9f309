import type { ManifestHeader } from '../../../src-shared/content/artifact/model.ts';
import { decodePlain } from './decode-text.ts';

/** META-INF/MANIFEST.MF: lines of at most 72 bytes, continued by a blank; CRLF or LF (catalogue 5.1). */
export function readManifest(bytes: Uint8Array): readonly ManifestHeader[] {
  const text = unfold(bytes);
  const headers: ManifestHeader[] = [];
  for (const line of text.split('\n')) {
    const at = line.indexOf(':');
    if (at > 0) headers.push({ name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() });
  }
  return headers;
}

/** On bytes: a fold may fall inside a character of more than one byte. */
function unfold(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString('latin1').replaceAll(/\r\n?/g, '\n').replaceAll('\n ', '');
  return decodePlain(Buffer.from(lines, 'latin1'), 'META-INF/MANIFEST.MF').replace(/^\ufeff/, '');
}

/** Value of a header, whatever its case; `''` where there is none. */
export function headerOf(headers: readonly ManifestHeader[], name: string): string {
  const wanted = name.toLowerCase();
  return headers.find((header) => header.name.toLowerCase() === wanted)?.value ?? '';
}

/** `MyFlow; singleton:=true` is named `MyFlow`; OSGi allows quotes around it. */
export function withoutDirectives(value: string): string {
  const bare = /^\s*"([^"]*)"/.exec(value)?.[1] ?? value.split(';')[0] ?? '';
  return bare.trim();
}

/** Clauses of a header such as Require-Capability, split at commas outside of quotes. */
export function clausesOf(value: string): readonly string[] {
  return Array.from(value.matchAll(/(?:"[^"]*"|[^",])+/g), ([clause]) => clause.trim()).filter(
    (clause) => clause !== '',
  );
}
