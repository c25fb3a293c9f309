import { proxyAddress } from '../../../src-shared/connections/way-findings.ts';
import type { SecretPart, SecretTexts } from '../../../src-shared/model/access.ts';
import type { ConnectionDraft, ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type {
  AuthorityFile,
  EdgeRuntime,
  FlowKey,
  ProxyChoice,
  TrustedServer,
} from '../../../src-shared/model/way.ts';

type Kept = Pick<ConnectionSummary, 'proxy' | 'trust' | 'flowKey' | 'edge'>;

/** The way to the tenant, the second key and further runtimes, while they are filled in. */
export class WayForm {
  proxyKind = $state<ProxyChoice['kind']>('system');
  proxyUrl = $state('');
  proxyUser = $state('');
  /** Empty while the stored one is to stay. */
  proxyPassword = $state('');
  authorities = $state.raw<readonly AuthorityFile[]>([]);
  servers = $state.raw<readonly TrustedServer[]>([]);
  flowKey = $state.raw<FlowKey>();
  flowSecret = $state('');
  edge = $state.raw<readonly EdgeRuntime[]>([]);

  readonly #original: Kept | undefined;

  constructor(original: Kept | undefined) {
    this.#original = original;
    this.reset();
  }

  readonly proxy = $derived.by((): ProxyChoice => {
    if (this.proxyKind !== 'explicit') return { kind: this.proxyKind };
    const url = this.proxyUrl.trim() === '' ? '' : proxyAddress(this.proxyUrl);
    return { kind: 'explicit', url, user: this.proxyUser.trim() };
  });

  readonly draft = $derived.by(
    (): Required<Pick<ConnectionDraft, 'proxy' | 'trust' | 'flowKey' | 'edge'>> => {
      const { proxy, authorities, servers, flowKey, edge } = this;
      return { proxy, trust: { authorities, servers }, flowKey: flowKey ?? 'remove', edge };
    },
  );

  readonly secrets = $derived.by((): SecretTexts => {
    const { proxyPassword, flowSecret } = this;
    return { ...(proxyPassword !== '' && { proxyPassword }), ...(flowSecret !== '' && { flowSecret }) };
  });

  readonly isChanged = $derived.by(() => {
    const { proxy, authorities, servers, flowKey, edge } = this;
    const now = { proxy, trust: { authorities, servers }, flowKey, edge };
    const before = this.#original ?? untouched;
    const kept = { proxy: before.proxy, trust: before.trust, flowKey: before.flowKey, edge: before.edge };
    return Object.keys(this.secrets).length > 0 || JSON.stringify(now) !== JSON.stringify(kept);
  });

  /** Whether main has the part; the parts of the access are checked by their own kind. */
  readonly keeps = (part: SecretPart): boolean => {
    const { proxy, flowKey } = this.#original ?? untouched;
    if (part === 'proxyPassword') return proxy.kind === 'explicit' && proxy.user !== '';
    return part !== 'flowSecret' || flowKey !== undefined;
  };

  /** Takes the place of another certificate of the same server. */
  trust({ host, fingerprint }: TrustedServer): void {
    this.servers = [...this.servers.filter((server) => server.host !== host), { host, fingerprint }];
  }

  distrust(host: string): void {
    this.servers = this.servers.filter((server) => server.host !== host);
  }

  keepFlowKey(flowKey: FlowKey, flowSecret: string): void {
    this.flowKey = flowKey;
    this.flowSecret = flowSecret;
  }

  removeFlowKey(): void {
    this.flowKey = undefined;
    this.flowSecret = '';
  }

  reset(): void {
    const { proxy, trust, flowKey, edge } = this.#original ?? untouched;
    this.proxyKind = proxy.kind;
    this.proxyUrl = proxy.kind === 'explicit' ? proxy.url : '';
    this.proxyUser = proxy.kind === 'explicit' ? proxy.user : '';
    this.authorities = trust.authorities;
    this.servers = trust.servers;
    this.flowKey = flowKey;
    this.edge = edge;
    this.proxyPassword = this.flowSecret = '';
  }
}

const untouched: Kept = {
  proxy: { kind: 'system' },
  trust: { authorities: [], servers: [] },
  flowKey: undefined,
  edge: [],
};
