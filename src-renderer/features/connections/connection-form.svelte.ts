import { typedTags } from '../../../src-shared/connections/arrangement.ts';
import { draftFindings } from '../../../src-shared/connections/draft-findings.ts';
import { type ConnectionField, type Finding, hasErrors } from '../../../src-shared/connections/finding.ts';
import { guessEnvironment } from '../../../src-shared/connections/guess-environment.ts';
import { destinationFindings } from '../../../src-shared/connections/secret-destination.ts';
import { readServiceKey } from '../../../src-shared/connections/service-key.ts';
import { suggestedName as nameOfAddress } from '../../../src-shared/connections/suggested-name.ts';
import type {
  ConnectionColour,
  ConnectionDraft,
  ConnectionSummary,
  Environment,
} from '../../../src-shared/model/connections.ts';
import type { FlowKey } from '../../../src-shared/model/way.ts';
import { AccessForm } from './access-form.svelte.ts';
import { WayForm } from './way-form.svelte.ts';

/** The fields of one connection while they are filled in, and what is to be said about them. */
export class ConnectionForm {
  name = $state('');
  tenantUrl = $state('');
  environment = $state<Environment>('other');
  colour = $state<ConnectionColour>('none');
  notes = $state('');
  folder = $state('');
  /** Between commas. */
  tags = $state('');
  webUiUrl = $state('');
  keepsPayloads = $state(false);

  keyText = $state('');
  keyFindings = $state.raw<readonly Finding[]>([]);
  /** A key was read and its values stand in the fields. */
  isKeyRead = $state(false);
  /** Missing values are complained about only after the person wanted to go on. */
  wasTried = $state(false);

  /** A pasted key of the plan `integration-flow`, offered as second key. */
  offered = $state.raw<{ readonly flowKey: FlowKey; readonly secret: string }>();

  readonly original: ConnectionSummary | undefined;
  readonly access: AccessForm;
  readonly way: WayForm;
  #suggestedName = '';
  #choseEnvironment = false;

  constructor(original?: ConnectionSummary) {
    this.original = original;
    this.access = new AccessForm(original);
    this.way = new WayForm(original);
    this.#choseEnvironment = original !== undefined;
    this.reset();
  }

  readonly findings = $derived.by((): readonly Finding[] => {
    const { name, tenantUrl, access, way, original } = this;
    const { draft, checked: secrets } = access;
    const foreign =
      original && !original.isDemo
        ? destinationFindings(
            original,
            {
              tenantUrl,
              access: draft,
              proxy: way.proxy,
              flowKey: way.flowKey,
              edge: way.edge,
              secrets: { ...secrets, ...way.secrets },
            },
            way.keeps,
          )
        : [];
    const own = draftFindings({ name, tenantUrl, access: draft, secrets, proxy: way.proxy, edge: way.edge });
    return [...own, ...foreign];
  });

  readonly canSave = $derived.by(() => !hasErrors(this.findings));
  /** A test needs no name. */
  readonly canTest = $derived.by(() => !hasErrors(this.findings.filter(({ field }) => field !== 'name')));

  readonly isChanged = $derived.by(() => {
    const { original } = this;
    if (this.access.isChanged || this.way.isChanged) return true;
    if (!original) return this.tenantUrl !== '';
    return (
      this.webUiUrl !== (original.webUiUrl ?? '') ||
      this.keepsPayloads !== original.keepsPayloads ||
      typedTags(this.tags).join() !== original.tags.join() ||
      (['name', 'tenantUrl', 'environment', 'colour', 'notes', 'folder'] as const).some(
        (field) => this[field] !== original[field],
      )
    );
  });

  /** Keeps the pasted key for calling flows beside the one of the plan `api`. */
  readonly keepOffered = (): void => {
    if (this.offered) this.way.keepFlowKey(this.offered.flowKey, this.offered.secret);
    this.offered = undefined;
    this.keyFindings = [];
    this.isKeyRead = false;
  };

  /** What stands at a field now. */
  at(field: ConnectionField): readonly Finding[] {
    return this.findings.filter(
      (finding) => finding.field === field && (this.wasTried || finding.code !== 'field.required'),
    );
  }

  /** Takes what a pasted or dropped key gives; the text itself is not kept once it was understood. */
  readKey(text: string): void {
    const { fields, suggestedName, findings } = readServiceKey(text);
    const { access, flowKey, secrets } = fields;
    this.offered = flowKey && { flowKey, secret: secrets.flowSecret ?? '' };
    const isUnderstood = access !== undefined;
    this.keyText = isUnderstood || flowKey ? '' : text;
    this.keyFindings = text.trim() === '' ? [] : findings.filter(({ field }) => field === 'key');
    this.isKeyRead = isUnderstood || flowKey !== undefined;
    if (!isUnderstood) return;
    this.tenantUrl = fields.tenantUrl ?? this.tenantUrl;
    this.access.read(access, secrets);
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
    const { original, access, way, webUiUrl } = this;
    return {
      ...(original && { id: original.id }),
      name: this.name.trim(),
      tenantUrl: this.tenantUrl,
      access: access.draft,
      secrets: { ...access.secrets, ...way.secrets },
      ...way.draft,
      environment: this.environment,
      colour: this.colour,
      notes: this.notes,
      folder: this.folder,
      tags: typedTags(this.tags),
      keepsPayloads: this.keepsPayloads,
      ...(webUiUrl.trim() !== '' && { webUiUrl: webUiUrl.trim() }),
    };
  }

  /** Back to what is stored. */
  reset(): void {
    const { original } = this;
    this.name = original?.name ?? '';
    this.tenantUrl = original?.tenantUrl ?? '';
    this.access.reset();
    this.way.reset();
    this.offered = undefined;
    this.environment = original?.environment ?? 'other';
    this.colour = original?.colour ?? 'none';
    this.notes = original?.notes ?? '';
    this.folder = original?.folder ?? '';
    this.tags = (original?.tags ?? []).join(', ');
    this.webUiUrl = original?.webUiUrl ?? '';
    this.keepsPayloads = original?.keepsPayloads ?? false;
    this.keyText = '';
    this.keyFindings = [];
    this.isKeyRead = false;
    this.wasTried = false;
  }
}
