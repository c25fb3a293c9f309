import type { PayloadKind } from '../../src-shared/model/payloads.ts';

const extensions: Readonly<Record<PayloadKind, string>> = {
  xml: 'xml',
  'idoc-xml': 'xml',
  'idoc-flat': 'txt',
  json: 'json',
  csv: 'csv',
  edifact: 'edi',
  x12: 'edi',
  multipart: 'mime',
  zip: 'zip',
  gzip: 'gz',
  text: 'txt',
  binary: 'bin',
};

/** What a payload is saved as: its own name, with an ending that says what is in it where it has none. */
export function nameWithExtension(
  { name, contentType }: { readonly name: string; readonly contentType: string },
  kind?: PayloadKind,
): string {
  if (/\.\w{1,5}$/.test(name)) return name;
  const said = /(xml|json|csv|html|zip|pdf)/i.exec(contentType)?.[1]?.toLowerCase();
  const ending = kind === undefined || kind === 'text' || kind === 'binary' ? said : extensions[kind];
  return `${name}.${ending ?? (kind === undefined ? 'bin' : extensions[kind])}`;
}
