/**
 * File name of a Content-Disposition header, as the tenant wrote it: whoever saves under it cleans it first. The encoded
 * form (`filename*`) wins.
 */
export function fileNameOf(header: string | null): string | undefined {
  if (header === null) return undefined;
  const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(header)?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  const name = decoded(encoded) ?? plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2];
  return name === '' ? undefined : name;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    // A malformed escape: the plain form has to do.
    return undefined;
  }
}
