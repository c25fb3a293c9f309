import {
  certificateDays,
  formatInstanceParameters,
  type InstanceParameters,
  parseInstanceParameters,
  tokenValidityRange,
  usualGrantTypes,
} from '../../../src-shared/permissions/instance-parameters.ts';
import { type PresetId, presetOf, rolesOfPreset } from '../../../src-shared/permissions/presets.ts';
import { type Role, roleNamed } from '../../../src-shared/permissions/roles.ts';

/** Roles and parameters of a service instance, as a form and as JSON: either may be changed, the other follows. */
export class RoleChoice {
  parameters = $state.raw<InstanceParameters>({
    grantTypes: usualGrantTypes,
    redirectUris: [],
    roles: rolesOfPreset('explorer', []),
    tokenValidity: undefined,
    others: {},
  });
  /** As it stands in the JSON view. */
  text = $state('');
  /** Why the JSON cannot be read; the form then shows what could be read last. */
  finding = $state<string>();
  /** Days a key with a certificate is valid; undefined: a key with a secret. */
  certificateDays = $state<number>();

  constructor() {
    this.text = formatInstanceParameters(this.parameters);
  }

  readonly roles = $derived.by(() => this.parameters.roles);
  readonly preset = $derived.by((): PresetId | undefined => presetOf(this.parameters.roles));
  readonly writing = $derived.by(() => this.#ofKind('write'));
  readonly reading = $derived.by(() => this.#ofKind('payload'));
  /** Names of the JSON that are no known role; they stay. */
  readonly unknown = $derived.by(() => this.parameters.roles.filter((name) => !roleNamed(name)));

  readonly choose = (preset: PresetId): void => {
    this.#set({ roles: rolesOfPreset(preset, this.parameters.roles) });
  };

  readonly tick = (role: string, isChosen: boolean): void => {
    const others = this.parameters.roles.filter((name) => name !== role);
    this.#set({ roles: isChosen ? [...others, role] : others });
  };

  /** Hours, as a person thinks of them; undefined: as the service says. */
  readonly setTokenHours = (hours: number | undefined): void => {
    const { shortest, longest } = tokenValidityRange;
    const seconds = hours === undefined ? undefined : within(Math.round(hours * 3_600), shortest, longest);
    this.#set({ tokenValidity: seconds });
  };

  readonly setCertificateDays = (days: number | undefined): void => {
    const { shortest, longest } = certificateDays;
    this.certificateDays = days === undefined ? undefined : within(Math.round(days), shortest, longest);
  };

  readonly readText = (text: string): void => {
    this.text = text;
    const reading = parseInstanceParameters(text);
    this.finding = reading.ok ? undefined : reading.finding;
    if (reading.ok) this.parameters = reading.parameters;
  };

  #set(change: Partial<InstanceParameters>): void {
    this.parameters = { ...this.parameters, ...change };
    this.text = formatInstanceParameters(this.parameters);
    this.finding = undefined;
  }

  #ofKind(kind: Role['kind']): readonly string[] {
    return this.parameters.roles.filter((name) => roleNamed(name)?.kind === kind);
  }
}

function within(value: number, shortest: number, longest: number): number {
  return Number.isFinite(value) ? Math.min(longest, Math.max(shortest, value)) : shortest;
}
