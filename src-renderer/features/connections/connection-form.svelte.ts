import { draftFindings } from '../../../src-shared/connections/draft-findings.ts';
import { type ConnectionField, type Finding, hasErrors } from '../../../src-shared/connections/finding.ts';
import { destinationFindings } from '../../../src-shared/connections/secret-destination.ts';
import { readServiceKey } from '../../../src-shared/connections/service-key.ts';
import type { AccessDraft } from '../../../src-shared/model/access.ts';
import type {
  ConnectionColour,
  ConnectionDraft,
  ConnectionSummary,
  Environment,
} from '../../../src-shared/model/connections.ts';
import { guessEnvironment } from './guess-environment.ts';
import { suggestedName as nameOfAddress } from './suggested-name.ts';

/** The fields of one connection while they are filled in, and what is to be said about them. */
export class ConnectionForm {
  name = $state('');
  tenantUrl = $state('');
  tokenUrl = $state('');
  clientId = $state('');
  /** Goes in and never comes back: empty while the stored one is to stay. */
  clientSecret = $state('');
  environment = $state<Environment>('other');
  colour = $state<ConnectionColour>('none');
  notes = $state('');
  webUiUrl = $state('');

  keyText = $state('');
  keyFindings = $state.raw<readonly Finding[]>([]);
  /** A key was read and its values stand in the fields. */
  isKeyRead = $state(false);
  /** Missing values are complained about only after the person wanted to go on. */
  wasTried = $state(false);

  readonly original: ConnectionSummary | undefined;
  #suggestedName = '';
  #choseEnvironment = false;

  constructor(original?: ConnectionSummary) {
    this.original = original;
    this.#choseEnvironment = original !== undefined;
    this.reset();
  }

  /** A secret that main still has: an empty field keeps it. */
  readonly keepsSecret = $derived.by(() => {
    const state = this.original?.secret;
    return state === 'stored' || state === 'session' || state === 'locked';
  });

  readonly access = $derived.by((): AccessDraft => {
    const { tokenUrl, clientId } = this;
    return { kind: 'client-secret', tokenUrl, clientId };
  });

  readonly findings = $derived.by((): readonly Finding[] => {
    const { name, tenantUrl, clientSecret, original } = this;
    const secrets = this.keepsSecret && clientSecret === '' ? {} : { clientSecret };
    const draft = { name, tenantUrl, access: this.access, secrets };
    const foreign = original && !original.isDemo ? destinationFindings(original, draft, () => true) : [];
    return [...draftFindings(draft), ...foreign];
  });

  readonly canSave = $derived.by(() => !hasErrors(this.findings));
  /** A test needs no name. */
  readonly canTest = $derived.by(() => !hasErrors(this.findings.filter(({ field }) => field !== 'name')));

  readonly isChanged = $derived.by(() => {
    const { original } = this;
    if (!original) return [this.tenantUrl, this.clientId, this.clientSecret, this.tokenUrl].some(Boolean);
    return (
      this.clientSecret !== '' ||
      this.webUiUrl !== (original.webUiUrl ?? '') ||
      this.tokenUrl !== tokenUrlOf(original) ||
      this.clientId !== clientIdOf(original) ||
      (['name', 'tenantUrl', 'environment', 'colour', 'notes'] as const).some(
        (field) => this[field] !== original[field],
      )
    );
  });

  /** What stands at a field now. */
  at(field: ConnectionField): readonly Finding[] {
    return this.findings.filter(
      (finding) => finding.field === field && (this.wasTried || finding.code !== 'field.required'),
    );
  }

  /** Takes what a pasted or dropped key gives; the text itself is not kept once it was understood. */
  readKey(text: string): void {
    const { fields, suggestedName, findings } = readServiceKey(text);
    const { access, secrets } = fields;
    const isUnderstood = access?.kind === 'client-secret';
    this.keyText = isUnderstood ? '' : text;
    this.keyFindings = text.trim() === '' ? [] : findings.filter(({ field }) => field === 'key');
    this.isKeyRead = isUnderstood;
    if (!isUnderstood) return;
    this.tenantUrl = fields.tenantUrl ?? this.tenantUrl;
    this.tokenUrl = access.tokenUrl || this.tokenUrl;
    this.clientId = access.clientId || this.clientId;
    this.clientSecret = secrets.clientSecret ?? this.clientSecret;
    this.suggestName(suggestedName ?? nameOfAddress(this.tenantUrl));
  }

  /** After an address was typed. */
  suggestNameOfAddress(): void {
    const isWrong = this.findings.some(
      ({ field, severity }) => field === 'tenantUrl' && severity === 'error',
    );
    if (!isWrong) this.suggestName(nameOfAddress(this.tenantUrl));
  }

  /** A name somebody typed is never replaced. */
  suggestName(name: string): void {
    if (name === '' || (this.name !== '' && this.name !== this.#suggestedName)) return;
    this.name = name;
    this.#suggestedName = name;
    this.nameChanged();
  }

  nameChanged(): void {
    const guess = guessEnvironment(this.name);
    if (guess && !this.#choseEnvironment) this.environment = guess;
  }

  chooseEnvironment(): void {
    this.#choseEnvironment = true;
  }

  draft(): ConnectionDraft {
    const { original, clientSecret, webUiUrl } = this;
    return {
      ...(original && { id: original.id }),
      name: this.name.trim(),
      tenantUrl: this.tenantUrl,
      access: this.access,
      secrets: clientSecret === '' ? {} : { clientSecret },
      environment: this.environment,
      colour: this.colour,
      notes: this.notes,
      ...(webUiUrl.trim() !== '' && { webUiUrl: webUiUrl.trim() }),
    };
  }

  /** Back to what is stored. */
  reset(): void {
    const { original } = this;
    this.name = original?.name ?? '';
    this.tenantUrl = original?.tenantUrl ?? '';
    this.tokenUrl = tokenUrlOf(original);
    this.clientId = clientIdOf(original);
    this.clientSecret = '';
    this.environment = original?.environment ?? 'other';
    this.colour = original?.colour ?? 'none';
    this.notes = original?.notes ?? '';
    this.webUiUrl = original?.webUiUrl ?? '';
    this.keyText = '';
    this.keyFindings = [];
    this.isKeyRead = false;
    this.wasTried = false;
  }
}

function tokenUrlOf(connection: ConnectionSummary | undefined): string {
  return connection && 'tokenUrl' in connection.access ? connection.access.tokenUrl : '';
}

function clientIdOf(connection: ConnectionSummary | undefined): string {
  return connection && 'clientId' in connection.access ? connection.access.clientId : '';
}
