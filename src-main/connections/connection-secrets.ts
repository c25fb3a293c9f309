import { AppError } from '../../src-shared/errors.ts';
import {
  type ConnectionAccess,
  neededParts,
  partsOfKind,
  type SecretPart,
  secretParts,
  type SecretTexts,
} from '../../src-shared/model/access.ts';
import type { ConnectionSummary, SecretState } from '../../src-shared/model/connections.ts';
import type { AccessSecrets } from '../sap/access.ts';
import type { SecretId, SecretStore } from '../secrets/secret-store.ts';

type KeptConnection = Pick<ConnectionSummary, 'id' | 'access' | 'proxy' | 'flowKey'>;
type Store = Pick<SecretStore, 'read' | 'put' | 'copy' | 'remove' | 'stateOf'>;

/** The client_secret stands under the connection's own id, as it did when there was nothing else. */
export function secretId(connectionId: string, part: SecretPart): SecretId {
  return part === 'clientSecret' ? `connection:${connectionId}` : `connection:${connectionId}:${part}`;
}

/** Worst first. */
const states: readonly SecretState[] = ['missing', 'undecryptable', 'locked', 'session', 'stored'];

/** The secret parts of connections in the secret store. */
export class ConnectionSecrets {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The worst state among the parts the access needs. */
  stateOf(connectionId: string, { kind }: Pick<ConnectionAccess, 'kind'>): SecretState {
    const found = neededParts(kind).map((part) => this.#store.stateOf(secretId(connectionId, part)));
    return states.find((state) => found.includes(state)) ?? 'missing';
  }

  async put(connectionId: string, texts: SecretTexts): Promise<void> {
    for (const part of secretParts) {
      const text = texts[part];
      if (text === undefined) continue;
      if (text === '') await this.#store.remove(secretId(connectionId, part));
      else await this.#store.put(secretId(connectionId, part), text);
    }
    // The passphrase of another key is of no use, and would be tried on the new one.
    if (texts.key !== undefined && texts.passphrase === undefined)
      await this.#store.remove(secretId(connectionId, 'passphrase'));
  }

  /** Removes what belonged to another kind of access, to a proxy or a second key that is gone. */
  async keepThoseOf({ id, access, proxy, flowKey }: KeptConnection): Promise<void> {
    const kept: SecretPart[] = [...partsOfKind(access.kind)];
    if (proxy.kind === 'explicit' && proxy.user !== '') kept.push('proxyPassword');
    if (flowKey) kept.push('flowSecret');
    for (const part of secretParts) if (!kept.includes(part)) await this.#store.remove(secretId(id, part));
  }

  async copy(from: string, to: string): Promise<void> {
    for (const part of secretParts) await this.#store.copy(secretId(from, part), secretId(to, part));
  }

  async remove(connectionId: string): Promise<void> {
    for (const part of secretParts) await this.#store.remove(secretId(connectionId, part));
  }

  /** What a client reads when it needs it. `given` goes before what is stored: a form that is tested. */
  reader(connectionId: string | undefined, given: SecretTexts = {}): AccessSecrets {
    const read = (part: SecretPart): Promise<string> => {
      const text = given[part];
      if (text !== undefined && text !== '') return Promise.resolve(text);
      if (connectionId !== undefined && text === undefined)
        return this.#store.read(secretId(connectionId, part));
      return Promise.reject(new AppError('auth.secret-missing', 'No secret was given.'));
    };
    return {
      read,
      find: async (part) => {
        try {
          return await read(part);
        } catch (error) {
          if (error instanceof AppError && error.code === 'auth.secret-missing') return undefined;
          throw error;
        }
      },
    };
  }
}
