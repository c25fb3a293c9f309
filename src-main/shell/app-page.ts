/** The application's own scheme and host; a page is ours by exact comparison of both, never by prefix. */
export const appScheme = 'app';
export const appHost = 'tenant-atlas';
export const startPage = `${appScheme}://${appHost}/index.html`;

export function isAppPage(address: string, developmentServer: URL | undefined): boolean {
  const url = parse(address);
  if (!url) return false;
  // Node gives custom schemes the origin "null": compare the parts.
  if (url.protocol === `${appScheme}:` && url.host === appHost) return true;
  return developmentServer !== undefined && url.origin === developmentServer.origin;
}

export function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
