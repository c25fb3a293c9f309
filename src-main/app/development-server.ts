import { app } from 'electron';

/** Address of the development server; never honoured in a package. */
export function developmentServer(): URL | undefined {
  const address = process.env['TENANT_ATLAS_DEV_SERVER_URL'];
  return app.isPackaged || address === undefined || !URL.canParse(address) ? undefined : new URL(address);
}
