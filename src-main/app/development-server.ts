import { app } from 'electron';

/** Address of the development server, on this computer; never honoured in a package. */
export function developmentServer(): URL | undefined {
  const address = process.env['TENANT_ATLAS_DEV_SERVER_URL'];
  if (app.isPackaged || address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.hostname === '127.0.0.1' ? url : undefined;
}
