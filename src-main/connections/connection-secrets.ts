import {
  type DestinationFields,
  destinationFindings,
  destinationOf,
} from '../../src-shared/connections/secret-destination.ts';
import { AppError } from '../../src-shared/errors.ts';
import {
  type ConnectionAccess,
  neededParts,
  partsOfKind,
  type SecretPart,
  secretParts,
  type SecretTexts,
} from '../../src-shared/model/access.ts';
import type { ConnectionDraft, ConnectionSummary, SecretState } from '../../src-shared/model/connections.ts';
import type { AccessSecrets } from '../sap/access.ts';
import type { SecretChanges, SecretId, SecretStore } from '../secrets/secret-store.ts';
import { invalid } from './complete-draft.ts';

type KeptConnection = Pick<ConnectionSummary, 'id' | 'tenantUrl' | 'access' | 'proxy' | 'flowKey' | 'edge'>;
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

  /** Each for the destination these fields name. */
  async put(connectionId: string, texts: SecretTexts, fields: DestinationFields): Promise<void> {
    for (const part of secretParts) {
      const text = texts[part];
      if (text === undefined) continue;
      if (text === '') await this.#store.remove(secretId(connectionId, part));
      else await this.#store.put(secretId(connectionId, part), text, destinationOf(part, fields));
    }
    // The passphrase of another key is of no use, and would be tried on the new one.
    if (texts.key !== undefined && texts.passphrase === undefined)
      await this.#store.remove(secretId(connectionId, 'passphrase'));
  }

  /** Removes what belonged to another kind of access, to a proxy or a second key that is gone. */
  async keepThoseOf(connection: KeptConnection): Promise<void> {
    const kept = partsOf(connection);
    for (const part of secretParts)
      if (!kept.includes(part)) await this.#store.remove(secretId(connection.id, part));
  }

  /** What `put` and `keepThoseOf` do, for many connections in one write. */
  changesOf(kept: KeptConnection, texts: SecretTexts): SecretChanges {
    const given = secretParts.filter((part) => (texts[part] ?? '') !== '');
    const own = partsOf(kept).filter((part) => !(part === 'passphrase' && given.includes('key')));
    return {
      put: given.map((part) => ({
        id: secretId(kept.id, part),
        text: texts[part] ?? '',
        destination: destinationOf(part, kept),
      })),
      remove: secretParts
        .filter((part) => !given.includes(part) && !own.includes(part))
        .map((part) => secretId(kept.id, part)),
    };
  }

  async copy(from: string, to: string): Promise<void> {
    for (const part of secretParts) await this.#store.copy(secretId(from, part), secretId(to, part));
  }

  async remove(connectionId: string): Promise<void> {
    for (const part of secretParts) await this.#store.remove(secretId(connectionId, part));
  }

  /** What the client of a stored connection reads when it needs it. */
  readerOf(kept: KeptConnection): AccessSecrets {
    return readerBy((part) => this.#store.read(secretId(kept.id, part), destinationOf(part, kept)));
  }

  /**
   * What the client of a form reads: what the form holds, else what is stored. Throws `input.invalid` at the field of a
   * stored secret that belongs to another destination than the form names.
   */
  readerFor(draft: ConnectionDraft, kept: KeptConnection | undefined): AccessSecrets {
    if (kept === undefined) return readerOfTexts(draft.secrets);
    const asked = withKept(draft, kept);
    this.#requireOwn(asked, kept);
    return readerBy((part) => {
      if (draft.secrets[part] !== undefined) return textOf(draft.secrets, part);
      return this.#store.read(secretId(kept.id, part), destinationOf(part, asked), destinationOf(part, kept));
    });
  }

  #requireOwn(asked: Asked, kept: KeptConnection): void {
    const isKept = (part: SecretPart): boolean => this.#store.stateOf(secretId(kept.id, part)) !== 'missing';
    const [foreign] = destinationFindings(kept, asked, isKept);
    if (foreign) throw invalid(foreign);
  }
}

/** The parts that have a use for this connection. */
export function partsOf({ access, proxy, flowKey }: KeptConnection): readonly SecretPart[] {
  const parts: SecretPart[] = [...partsOfKind(access.kind)];
  if (proxy.kind === 'explicit' && proxy.user !== '') parts.push('proxyPassword');
  if (flowKey) parts.push('flowSecret');
  return parts;
}

type Asked = DestinationFields & Pick<ConnectionDraft, 'secrets'>;

/** What a draft does not name stays as it is kept. */
function withKept(draft: ConnectionDraft, kept: KeptConnection): Asked {
  const { tenantUrl, access, secrets, proxy = kept.proxy, flowKey = kept.flowKey, edge = kept.edge } = draft;
  return { tenantUrl, access, secrets, proxy, edge, flowKey: flowKey === 'remove' ? undefined : flowKey };
}

/** Reads what was typed and nothing that is stored. */
export function readerOfTexts(texts: SecretTexts): AccessSecrets {
  return readerBy((part) => textOf(texts, part));
}

function textOf(texts: SecretTexts, part: SecretPart): Promise<string> {
  const { [part]: text = '' } = texts;
  if (text !== '') return Promise.resolve(text);
  return Promise.reject(new AppError('auth.secret-missing', 'No secret was given.'));
}

function readerBy(read: (part: SecretPart) => Promise<string>): AccessSecrets {
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
