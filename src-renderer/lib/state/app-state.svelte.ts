import { createContext } from 'svelte';

import type { AppInfo } from '../../../src-shared/contract/app.ts';
import type { Api } from '../bridge/api.ts';
import { CommandRegistry } from '../commands/command-registry.svelte.ts';
import { ActiveConnection } from './active-connection.svelte.ts';
import { ChosenRuntimes } from './chosen-runtimes.svelte.ts';
import { Clock } from './clock.svelte.ts';
import { ConnectionList } from './connection-list.svelte.ts';
import { ContextMenuState } from './context-menu.svelte.ts';
import { DoctorPlace } from './doctor-place.svelte.ts';
import { DownloadDialogs } from './download-dialogs.svelte.ts';
import { OpenGates } from './gates.svelte.ts';
import { GuidePlace } from './guide-place.svelte.ts';
import { JobList } from './jobs.svelte.ts';
import { LayoutState } from './layout.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { Panes } from './panes.svelte.ts';
import { PreferencesState } from './preferences.svelte.ts';
import { ProjectEnds } from './project-ends.svelte.ts';
import { SecretStorage } from './secret-storage.svelte.ts';
import { SharingDialogs } from './sharing-dialogs.svelte.ts';
import { Tabs } from './tabs.svelte.ts';

/** The few states that the whole window shares; created once, handed down by context. */
export class AppState {
  readonly api: Api;
  readonly clock: Clock;
  readonly notices = new Notices();
  readonly commands = new CommandRegistry();
  readonly menu = new ContextMenuState();
  readonly downloads = new DownloadDialogs();
  readonly projects: ProjectEnds;
  readonly sharing = new SharingDialogs();
  readonly preferences: PreferencesState;
  readonly layout: LayoutState;
  readonly connections: ConnectionList;
  readonly panes = new Panes();
  readonly active: ActiveConnection;
  readonly gates: OpenGates;
  readonly runtimes: ChosenRuntimes;
  readonly tabs: Tabs;
  readonly guide: GuidePlace;
  readonly doctor: DoctorPlace;
  readonly jobs: JobList;
  readonly secrets: SecretStorage;
  info = $state.raw<AppInfo>();
  /** What the palette is to begin with. */
  wanted = $state<string>();

  constructor(api: Api, clock: Clock = new Clock()) {
    const { fail } = this.notices;
    this.api = api;
    this.clock = clock;
    this.preferences = new PreferencesState(api, fail);
    this.layout = new LayoutState(api, this.notices);
    this.connections = new ConnectionList(api);
    this.active = new ActiveConnection(api, this.panes, this.connections, fail);
    this.runtimes = new ChosenRuntimes(this.layout, this.connections);
    this.tabs = new Tabs(this.layout, this.panes);
    this.gates = new OpenGates(api, fail);
    this.guide = new GuidePlace(this.tabs);
    this.doctor = new DoctorPlace(this.tabs, this.active);
    this.projects = new ProjectEnds(api);
    this.jobs = new JobList(api, fail);
    this.secrets = new SecretStorage(api, fail, () => this.loadInfo());
  }

  /** The offset of times on the screen. */
  readonly timeZone = $derived.by((): string =>
    this.preferences.current.timeZone === 'utc' ? 'UTC' : (this.info?.timeZone ?? 'UTC'),
  );

  async loadInfo(): Promise<void> {
    this.info = await this.api.app.info();
  }

  /** Copies and says so. */
  readonly copy = (text: string): void => {
    this.api.app.copyText({ text }).then(() => this.notices.say('Copied'), this.notices.fail);
  };

  /** Looks for an id or a name among packages, artifacts and messages. */
  readonly findEverywhere = (text: string): void => {
    this.wanted = text;
  };

  readonly openLink = (url: string): void => {
    this.api.app.openLink({ url }).catch(this.notices.fail);
  };

  /** Subscribes to everything main tells; answers how to stop. */
  listen(): () => void {
    const stops = [
      this.preferences.listen(),
      this.connections.listen(),
      this.active.listen(),
      this.gates.listen(),
      this.jobs.listen(),
      this.secrets.listen(),
    ];
    return () => {
      for (const stop of stops) stop();
      this.layout.flush();
    };
  }
}

export const [getAppState, setAppState] = createContext<AppState>();
