import { AppError } from '../../src-shared/errors.ts';
import type { Check, ConnectionDraft, TestOutcome } from '../../src-shared/model/connections.ts';
import type { CheckEdges } from './check-edges.ts';
import { completeDraft } from './complete-draft.ts';
import { testConnection } from './connection-test.ts';
import type { ResolvedConnection } from './sessions.ts';
import type { OpenAccess, TenantCredentials } from './tenant-access.ts';

export interface TestServiceOptions {
  /** The saved connection a draft belongs to: its stored secret, or the demo tenant's client. */
  readonly resolve: (connectionId: string) => Promise<ResolvedConnection>;
  readonly openAccess: OpenAccess;
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
    const access = openAccess(`test-${testId}`, credentials, () => undefined);
    try {
      const { tenantUrl, tokenUrl } = credentials;
      const told = (check: Check): void => {
        checked({ testId, check });
      };
      return await testConnection({ tenantUrl, tokenUrl, access }, edges, told, signal);
    } finally {
      access.close();
    }
  }

  async #credentials(draft: ConnectionDraft): Promise<TenantCredentials> {
    const saved = draft.id === undefined ? undefined : await this.#options.resolve(draft.id);
    if (saved?.isDemo) return saved.credentials;
    const { tenantUrl, tokenUrl, clientId } = completeDraft(draft, ['name']);
    const { clientSecret } = draft;
    const stored = saved?.credentials.secret ?? missingSecret;
    const secret = clientSecret === undefined ? stored : (): Promise<string> => Promise.resolve(clientSecret);
    return { tenantUrl, tokenUrl, clientId, secret };
  }
}

function missingSecret(): Promise<string> {
  return Promise.reject(new AppError('auth.secret-missing', 'The form holds no secret.'));
}
