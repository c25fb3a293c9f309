const lineBytes = 72;

/**
 * META-INF/MANIFEST.MF as a tenant writes it: CRLF, at most 72 bytes a line, continued lines begin with one
 * blank, also in the middle of a name (catalogue 5.1).
 */
export function manifest(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => fold(`${name}: ${value}`));
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character, 'utf8');
    if (bytes + size > lineBytes) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  parts.push(part);
  return parts.join('\r\n');
}

export interface BundleIdentity {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

/** The headers every kind of artifact has. */
export function bundleHeaders(bundle: BundleIdentity, bundleType: string): Record<string, string> {
  return {
    'Manifest-Version': '1.0',
    'Bundle-ManifestVersion': '2',
    'Bundle-Name': bundle.name,
    'Bundle-SymbolicName': bundle.id,
    'Bundle-Version': bundle.version,
    'SAP-BundleType': bundleType,
    'SAP-NodeType': 'IFLMAP',
  };
}
