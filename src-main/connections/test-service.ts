import { usesOwnTls } from '../../src-shared/connections/own-tls.ts';
import { type ConnectionAccess, usesCertificate } from '../../src-shared/model/access.ts';
import type { Check, ConnectionDraft, TestOutcome } from '../../src-shared/model/connections.ts';
import type { UntrustedServer } from '../../src-shared/model/way.ts';
import type { AccessSecrets } from '../sap/access.ts';
import { tokenServersFor } from '../sap/certificate-hosts.ts';
import { passing } from '../sap/transport.ts';
import type { CheckEdges } from './check-edges.ts';
import { type Addresses, untrustedServers } from './check-way.ts';
import { completeDraft } from './complete-draft.ts';
import { testConnection } from './connection-test.ts';
import type { ResolvedConnection } from './sessions.ts';
import type { OpenAccess, TenantCredentials } from './tenant-access.ts';

export interface TestServiceOptions {
  /** The saved connection a draft belongs to: its stored secret, or the demo tenant's client. */
  readonly resolve: (connectionId: string) => Promise<ResolvedConnection>;
  readonly openAccess: OpenAccess;
  /** What the form holds, else what is stored. */
  readonly secretsFor: (draft: ConnectionDraft) => AccessSecrets;
  readonly edges: CheckEdges;
  readonly checked: (checked: { readonly testId: string; readonly check: Check }) => void;
}

/** Tests what is in the form, saved or not, with a client of its own that is closed afterwards. */
export class TestService {
  readonly #options: TestServiceOptions;

  constructor(options: TestServiceOptions) {
    this.#options = options;
  }

  async test(testId: string, draft: ConnectionDraft, signal: AbortSignal): Promise<TestOutcome> {
    const { openAccess, edges, checked } = this.#options;
    const credentials = await this.#credentials(draft);
    const access = openAccess(passing, credentials, () => undefined);
    try {
      const told = (check: Check): void => {
        checked({ testId, check });
      };
      return await testConnection({ ...addressesOf(credentials), access }, edges, told, signal);
    } finally {
      access.close();
    }
  }

  /** Looks at the servers of a form; no credentials are sent. */
  async untrustedServers(draft: ConnectionDraft, signal: AbortSignal): Promise<readonly UntrustedServer[]> {
    return untrustedServers(addressesOf(await this.#credentials(draft)), this.#options.edges, signal);
  }

  async #credentials(draft: ConnectionDraft): Promise<TenantCredentials> {
    const saved = draft.id === undefined ? undefined : await this.#options.resolve(draft.id);
    if (saved?.isDemo) return saved.credentials;
    const secrets = this.#options.secretsFor(draft);
    const { tenantUrl, access, proxy, trust } = await completeDraft(draft, saved?.record, secrets, ['name']);
    return { tenantUrl, access, proxy, trust, secrets };
  }
}

/** Where a connection leads, and how. */
export function addressesOf({ tenantUrl, access, proxy, trust, secrets }: TenantCredentials): Addresses {
  return {
    tenantUrl,
    tokenUrl: tokenServerOf(access),
    proxy,
    proxyPassword: () => secrets.find('proxyPassword'),
    trust,
    goesBySystem: !usesOwnTls(trust, access.kind),
  };
}

/** The server that is asked for a token first. */
function tokenServerOf(access: ConnectionAccess): string | undefined {
  if (!('tokenUrl' in access)) return undefined;
  return usesCertificate(access) ? tokenServersFor(access)[0]?.url : access.tokenUrl;
}
