import {
  type AccessDraft,
  type AccessKind,
  type ConnectionAccess,
  neededParts,
  partsOfKind,
  type SecretPart,
  type SecretTexts,
} from '../../../src-shared/model/access.ts';
import type { ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { KeyFile } from './key-file.ts';

type Stored = Pick<ConnectionSummary, 'access' | 'secret'>;

const texts = ['tokenUrl', 'clientId', 'user', 'certificate', 'certUrl'] as const;

/** How the connection proves who it is, while it is filled in. Fields of other kinds keep what was typed. */
export class AccessForm {
  kind = $state<AccessKind>('client-secret');
  tokenUrl = $state('');
  clientId = $state('');
  user = $state('');
  certificate = $state('');
  certUrl = $state('');
  keyForm = $state<'pem' | 'pkcs12'>('pem');
  /** Secrets go in and never come back: empty while the stored ones are to stay. */
  clientSecret = $state('');
  key = $state('');
  passphrase = $state('');
  password = $state('');
  /** Name of the file the key came from. */
  keyFile = $state('');

  readonly #original: Stored | undefined;

  constructor(original: Stored | undefined) {
    this.#original = original;
    this.reset();
  }

  /** Main still has the secrets of this kind: empty fields keep them. */
  readonly keepsSecrets = $derived.by(() => {
    const state = this.#original?.secret;
    const isThere = state === 'stored' || state === 'session' || state === 'locked';
    return isThere && this.#original?.access.kind === this.kind;
  });

  readonly draft = $derived.by((): AccessDraft => {
    const { kind, tokenUrl, clientId, user, certificate, certUrl, keyForm } = this;
    const client = { tokenUrl, clientId };
    const named = certUrl.trim() === '' ? {} : { certUrl };
    switch (kind) {
      case 'client-secret':
      case 'neo-oauth':
        return { kind, ...client };
      case 'certificate':
        return { kind, ...client, certificate, ...named };
      case 'external-certificate':
        return { kind, ...client, certificate, ...named, keyForm };
      case 'password':
        return { kind, ...client, user };
      case 'basic':
      case 'neo-basic':
        return { kind, user };
    }
  });

  /** What was typed, of this kind alone. */
  readonly secrets = $derived.by((): SecretTexts => {
    const typed = partsOfKind(this.kind).map((part) => [part, this.#text(part)] as const);
    return Object.fromEntries(typed.filter(([, text]) => text !== ''));
  });

  /** The same for the findings: what is needed and not stored is missing. */
  readonly checked = $derived.by((): SecretTexts => {
    const missing = this.keepsSecrets ? [] : neededParts(this.kind).map((part) => [part, ''] as const);
    return { ...Object.fromEntries(missing), ...this.secrets };
  });

  readonly isChanged = $derived.by(() => {
    if (Object.keys(this.secrets).length > 0) return true;
    if (!this.#original) return texts.some((field) => this[field] !== '');
    const { access } = this.#original;
    return access.kind !== this.kind || texts.some((field) => this[field] !== textOf(access, field));
  });

  /** Takes what was pasted; a certificate or key alone belongs to what is there already. */
  read(access: AccessDraft, secrets: SecretTexts): void {
    const isAlone = access.kind === 'external-certificate' && access.clientId === '';
    if (!isAlone || this.kind !== 'certificate') this.kind = access.kind;
    for (const field of texts) this[field] = textOf(access, field) || this[field];
    this.clientSecret = secrets.clientSecret ?? this.clientSecret;
    if (secrets.key !== undefined) {
      this.key = secrets.key;
      this.keyForm = 'pem';
      this.passphrase = '';
    }
  }

  takeKeyFile({ name, keyForm, key, certificate }: KeyFile): void {
    this.keyFile = name;
    this.keyForm = keyForm;
    this.key = key;
    this.passphrase = '';
    if (certificate !== '') this.certificate = certificate;
  }

  reset(): void {
    const access = this.#original?.access;
    this.kind = access?.kind ?? 'client-secret';
    for (const field of texts) this[field] = access ? textOf(access, field) : '';
    this.keyForm = access?.kind === 'external-certificate' ? access.keyForm : 'pem';
    this.clientSecret = this.key = this.passphrase = this.password = this.keyFile = '';
  }

  #text(part: SecretPart): string {
    return part === 'clientSecret' || part === 'key' || part === 'passphrase' || part === 'password'
      ? this[part]
      : '';
  }
}

function textOf(access: ConnectionAccess | AccessDraft, field: (typeof texts)[number]): string {
  const value: unknown = (access as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : '';
}
