import { z } from 'zod';

import { certificateWays } from '../../src-shared/model/access.ts';

export const longestCertificate = 100_000;
const mostFiles = 50;

const address = z.string().max(2_000);
const name = z.string().max(1_000);
const pem = z.string().max(longestCertificate);

const tokenClient = { tokenUrl: address, clientId: name };
const certificate = { ...tokenClient, certificate: pem, certUrl: address.optional() };
const external = { ...certificate, keyForm: z.enum(['pem', 'pkcs12']) };
const facts = {
  validFrom: z.number().optional().catch(undefined),
  validTo: z.number().optional().catch(undefined),
  works: z.enum(certificateWays).optional().catch(undefined),
};
const withoutCertificate = [
  z.object({ kind: z.literal('client-secret'), ...tokenClient }),
  z.object({ kind: z.literal('neo-oauth'), ...tokenClient }),
  z.object({ kind: z.literal('password'), ...tokenClient, user: name }),
  z.object({ kind: z.literal('basic'), user: name }),
  z.object({ kind: z.literal('neo-basic'), user: name }),
] as const;

/** As a form sends it. */
export const accessDraftSchema = z.discriminatedUnion('kind', [
  ...withoutCertificate,
  z.object({ kind: z.literal('certificate'), ...certificate }),
  z.object({ kind: z.literal('external-certificate'), ...external }),
]);

/** As it is kept. */
export const accessSchema = z.discriminatedUnion('kind', [
  ...withoutCertificate,
  z.object({ kind: z.literal('certificate'), ...certificate, ...facts }),
  z.object({ kind: z.literal('external-certificate'), ...external, ...facts }),
]);

export const proxySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('explicit'), url: address, user: name }),
]);

export const trustSchema = z.object({
  authorities: z.array(z.object({ name, pem: z.string().max(1_000_000) })).max(mostFiles),
  servers: z.array(z.object({ host: name, fingerprint: z.string().max(200) })).max(mostFiles),
});

export const flowKeySchema = z.object({ url: address, ...tokenClient });

export const edgeSchema = z
  .array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('location'), id: name }),
      z.object({ kind: z.literal('local'), id: name, url: address }),
    ]),
  )
  .max(mostFiles);

/** The key of a PKCS#12 file is its base64. */
export const secretTextsSchema = z.strictObject({
  clientSecret: z.string().max(4_000).exactOptional(),
  key: z.string().max(longestCertificate).exactOptional(),
  passphrase: z.string().max(4_000).exactOptional(),
  password: z.string().max(4_000).exactOptional(),
  proxyPassword: z.string().max(4_000).exactOptional(),
  flowSecret: z.string().max(4_000).exactOptional(),
});

export const keepingSchema = z.object({
  days: z.number().int().min(30).max(36_500),
  details: z.enum(['failed', 'all']),
});
