/**
 * The web UI's page of a message. Built like AlternateWebLink (catalogue 2.5), which repeats the same address in every
 * log and names a wrong host on some tenants; undefined where the connection knows no address of the web UI.
 */
export function webUiMessage(webUiUrl: string | undefined, messageGuid: string): string | undefined {
  if (webUiUrl === undefined) return undefined;
  const shown = encodeURIComponent(JSON.stringify({ messageGuid }));
  return `${webUiUrl.replace(/\/+$/, '')}/monitoring/MessageDetails/${shown}`;
}
