import { vi } from 'vitest';

import type { CheckEdges } from '../../../../src-main/connections/check-edges.ts';
import type { ConnectionRecord } from '../../../../src-main/connections/connection-record.ts';
import type {
  OpenAccess,
  TenantAccess,
  TenantCredentials,
} from '../../../../src-main/connections/tenant-access.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import type { ClientActivity, Page, TenantClient } from '../../../../src-main/sap/tenant-client.ts';
import type { ConnectionDraft } from '../../../../src-shared/model/connections.ts';
import { usualKeeping } from '../../../../src-shared/model/keeping.ts';
import { systemProxy, usualTrust } from '../../../../src-shared/model/way.ts';

export const secret = '11111111-2222-3333-4444-555555555555$abcdefghijklmnop=';

export const draftWithoutSecret: ConnectionDraft = {
  name: 'Acme test',
  tenantUrl: 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com/api/v1',
  access: {
    kind: 'client-secret',
    tokenUrl: 'https://acme.authentication.eu10.hana.ondemand.com',
    clientId: 'sb-1!b1|it!b2',
  },
  secrets: {},
  environment: 'test',
  colour: 'blue',
  notes: 'n',
};

export const draft = withSecret(secret);

export function withSecret(clientSecret: string): ConnectionDraft {
  return { ...draftWithoutSecret, secrets: { clientSecret } };
}

export const tenantUrl = 'https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com';
export const tokenUrl = 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token';

export const record: ConnectionRecord = {
  id: 'one',
  name: 'Acme',
  tenantUrl,
  access: { kind: 'client-secret', tokenUrl, clientId: 'sb-1!b1|it!b2' },
  proxy: systemProxy,
  trust: usualTrust,
  flowKey: undefined,
  edge: [],
  environment: 'production',
  colour: 'red',
  notes: '',
  folder: '',
  tags: [],
  isFavourite: false,
  keepsPayloads: false,
  keeping: usualKeeping,
  webUiUrl: undefined,
  isDemo: false,
  createdAt: 1,
  lastUsedAt: undefined,
  reachedHost: undefined,
};

export function serviceKey(change: Readonly<Record<string, string>> = {}): string {
  const oauth = {
    clientid: 'sb-new!b1|it!b2',
    clientsecret: `${secret}new`,
    url: tenantUrl,
    tokenurl: tokenUrl,
  };
  return JSON.stringify({ oauth: { ...oauth, ...change } });
}

/** Credentials of a client with a secret, as a connection would give them. */
export function credentialsOf(
  addresses: { readonly tenantUrl: string; readonly tokenUrl: string },
  read: () => Promise<string> = () => Promise.resolve(secret),
): TenantCredentials {
  return {
    tenantUrl: addresses.tenantUrl,
    access: { kind: 'client-secret', tokenUrl: addresses.tokenUrl, clientId: 'c' },
    proxy: systemProxy,
    trust: usualTrust,
    secrets: { read, find: read },
  };
}

function refused(): never {
  throw new Error('not part of this test');
}

/** A tenant client whose reads a test gives answers for; everything else refuses. */
export function fakeClient(reads: Partial<TenantClient> = {}): TenantClient {
  return {
    page: refused,
    nextPage: refused,
    pages: refused,
    entity: refused,
    count: refused,
    text: refused,
    bytes: refused,
    receive: refused,
    save: refused,
    ...reads,
  };
}

/** A `page` that answers each path with the entities given for it, or fails as given. */
export function pagesOf(answers: Readonly<Record<string, readonly unknown[] | Error>>): TenantClient['page'] {
  return <T>({ path }: { readonly path: string }, parse: (entity: unknown) => T): Promise<Page<T>> => {
    const answer = answers[path] ?? [];
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ entities: answer.map(parse), next: undefined, count: undefined });
  };
}

export const quiet: ClientActivity = {
  tokenExpiresAt: undefined,
  requests: Array.from({ length: 12 }, () => 0),
  allowedPerSecond: 9,
  reach: 'unknown',
  isRecognised: false,
  lastError: undefined,
};

export interface Opened {
  readonly key: string;
  readonly credentials: TenantCredentials;
  readonly changed: () => void;
  readonly close: ReturnType<typeof vi.fn<() => void>>;
}

/** Records what was opened, and answers the client given. */
export function fakeAccess(client: TenantClient = fakeClient(), access: Partial<TenantAccess> = {}) {
  const opened: Opened[] = [];
  const openAccess: OpenAccess = (key, credentials, changed) => {
    const close = vi.fn<() => void>();
    opened.push({ key, credentials, changed, close });
    const token = async () => {
      await credentials.secrets.read('clientSecret');
      return { expiresAt: undefined, scopes: [] };
    };
    return { client, edgeClient: () => client, activity: () => quiet, token, close, ...access };
  };
  return { openAccess, opened };
}

export const library: Library = {
  all: refused,
  get: refused,
  write: refused,
  compact: refused,
  signErrors: refused,
};

/** A network where everything works: direct, resolved, trusted. */
export function fakeEdges(change: Partial<CheckEdges> = {}): CheckEdges {
  let time = 0;
  return {
    resolveProxy: () => Promise.resolve('DIRECT'),
    resolveHost: () => Promise.resolve(['192.0.2.1']),
    connect: () => Promise.resolve(),
    handshake: () =>
      Promise.resolve({
        protocol: 'TLSv1.3',
        isTrusted: true,
        objection: undefined,
        issuer: 'Acme CA',
        validTo: 'Jan 1 2030',
        names: [],
        isNameRight: true,
        chain: [],
      }),
    isTrustedByChromium: () => Promise.resolve(true),
    now: () => (time += 5),
    ...change,
  };
}
