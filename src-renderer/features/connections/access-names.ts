import type { AccessKind } from '../../../src-shared/model/access.ts';

export const accessNames: Readonly<Record<AccessKind, string>> = {
  'client-secret': 'OAuth: client_id and client_secret',
  certificate: 'OAuth: certificate of the service key',
  'external-certificate': 'OAuth: a certificate of your own',
  password: 'OAuth: client with user and password',
  basic: 'Basic: user and password',
  'neo-basic': 'Neo, Basic: user and password',
  'neo-oauth': 'Neo, OAuth: client of the tenant',
};

/** One plain sentence on when a kind is the right one. */
export const accessHelp: Readonly<Record<AccessKind, string>> = {
  'client-secret': 'The usual key of the plan "api"',
  certificate: 'A key with "certificate" and "key" in it',
  'external-certificate': 'A key with "certificate" alone; you have the private key',
  password: 'Fails with single sign-on or a second factor: only the identity provider knows those',
  basic: 'A user of the identity provider; single sign-on and a second factor make it fail',
  'neo-basic': 'A host with -tmn in its name; usually an S-user',
  'neo-oauth': 'A host with -tmn in its name; an OAuth client made in its cockpit',
};
