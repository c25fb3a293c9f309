import { join, normalize, sep } from 'node:path';

import { appHost, appScheme } from '../shell/app-page.ts';

/** The file an address names, or undefined when it is of another host or leaves the folder after decoding. */
export function containedFile(folder: string, address: string): string | undefined {
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    // A malformed escape names no file.
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) ? file : undefined;
}
