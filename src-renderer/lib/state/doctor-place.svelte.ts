import { doctorTab } from '../targets/targets.ts';
import type { ActiveConnection } from './active-connection.svelte.ts';
import type { Tabs } from './tabs.svelte.ts';

/** Whom the doctor is to look at: a connection as it is kept, or what stands in its form; `new` is the form of a new one. */
export interface Patient {
  readonly id: string;
  readonly isForm: boolean;
}

/** Opens the doctor. Whoever asked for it wants an examination now; a tab that was restored does not. */
export class DoctorPlace {
  wanted = $state.raw<Patient>();
  readonly #tabs: Tabs;
  readonly #active: ActiveConnection;

  constructor(tabs: Tabs, active: ActiveConnection) {
    this.#tabs = tabs;
    this.#active = active;
  }

  readonly open = (patient: Patient): void => {
    this.wanted = patient;
    if (!patient.isForm) this.#active.select(patient.id);
    this.#tabs.open(doctorTab(patient));
  };

  /** Once for each time it was asked for. */
  take({ id, isForm }: Patient): boolean {
    if (this.wanted?.id !== id || this.wanted.isForm !== isForm) return false;
    this.wanted = undefined;
    return true;
  }
}
