import { join } from 'node:path';

import { app, type NativeTheme, powerMonitor, session, shell } from 'electron';

import type { AppError } from '../../src-shared/errors.ts';
import { createArtifact } from '../artifact/create-artifact.ts';
import { createCompare } from '../compare/create-compare.ts';
import { createConnections } from '../connections/create-connections.ts';
import { createCheckEdges } from '../connections/electron-edges.ts';
import { ContentService } from '../content/content-service.ts';
import { startDemoProcess } from '../demo/demo-process.ts';
import { DiagramFiles } from '../diagram/diagram-files.ts';
import { createDoctor } from '../doctor/create-doctor.ts';
import { createDownloads } from '../downloads/create-downloads.ts';
import { closeBeforeQuit } from '../gate/close-before-quit.ts';
import { createGates } from '../gate/create-gates.ts';
import type { MainPort } from '../ipc/answer.ts';
import { createPublish } from '../ipc/publish.ts';
import { Jobs } from '../jobs/jobs.ts';
import { JournalService } from '../journal/journal-service.ts';
import { createLibraries } from '../library/create-libraries.ts';
import type { Log } from '../logging/log.ts';
import { createOverview } from '../overview/create-overview.ts';
import { createPayloadPlaces } from '../payloads/create-payload-places.ts';
import { createPermissions } from '../permissions/create-permissions.ts';
import { createProjects } from '../projects/create-projects.ts';
import { RuntimeService } from '../runtime/runtime-service.ts';
import { createTenantClients } from '../sap/create-client.ts';
import { createTransportFor } from '../sap/transports/create-transport.ts';
import { readsSystemAuthorities } from '../sap/transports/trusted-authorities.ts';
import { createSecrets } from '../secrets/create-secrets.ts';
import { createEncryption } from '../secrets/safe-storage.ts';
import { SecretStore } from '../secrets/secret-store.ts';
import { openElectronSettings } from '../settings/electron-settings.ts';
import { SettingsTogether } from '../settings/settings-together.ts';
import { createSharing } from '../sharing/create-sharing.ts';
import { TableExports } from '../tables/table-exports.ts';
import { answerCalls } from './answer-calls.ts';
import { AppService } from './app-service.ts';
import { applyPreferences } from './apply-preferences.ts';
import { createMonitoring } from './create-monitoring.ts';
import { chooseFiles, chooseFolder, saveAs } from './dialogs.ts';
import { serveWindows } from './serve-windows.ts';
import { WindowLayouts } from './window-layouts.ts';
import { openWindows } from './windows.ts';

export interface ComposeOptions {
  readonly userData: string;
  readonly log: Log;
  readonly developmentServer: URL | undefined;
  readonly preload: string;
  readonly nativeTheme: NativeTheme;
  /** Where the calls of the pages arrive. */
  readonly port: MainPort;
}

/** Builds everything, top to bottom, by hand. */
export function compose(options: ComposeOptions): void {
  const { userData, log, developmentServer, preload, nativeTheme, port } = options;
  const out = join(import.meta.dirname, '..');
  const notices: AppError[] = [];
  const settings = (name: string) =>
    openElectronSettings(userData, name, (error) => {
      notices.push(error);
      log.warn(`${error.code} ${error.facts.file ?? ''}`);
    });
  const publish = createPublish(openWindows);
  const changed = (domain: 'content' | 'runtime') => (connectionId: string) => {
    publish(`${domain}.changed`, { connectionId });
  };

  const files = { secrets: settings('secrets'), connections: settings('connections') };
  const together = new SettingsTogether({ folder: userData, files });
  const secrets = new SecretStore({
    encryption: createEncryption(),
    file: files.secrets,
    changed: () => {
      publish('connections.changed', undefined);
    },
    opened: async () => {
      try {
        await libraries.moveToDisk();
      } catch (fault) {
        // They stay in memory, and the next time is another try.
        log.fault('moving libraries to disk', fault);
      }
    },
    seen: (secret) => {
      log.hide(secret);
    },
  });
  const libraries = createLibraries({ userData, out, secrets });
  const jobs = new Jobs({
    changed: (list) => {
      publish('jobs.changed', list);
      overview.jobsChanged(list);
    },
    logFault: (where, fault) => log.fault(where, fault),
  });
  const transportFor = createTransportFor({
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    failed: (fault) => log.fault('partitions', fault),
  });
  const { gates, journal } = createGates({
    userData,
    secrets,
    connections: () => domain.connections.list(),
    publish,
    failed: (fault) => log.fault('gate', fault),
  });
  const openAccess = createTenantClients({
    transportFor,
    gateFor: (key) => gates.gateFor(key),
    version: app.getVersion(),
  });
  const checkEdges = createCheckEdges(session.defaultSession, transportFor);
  const payloadPlaces = createPayloadPlaces({
    open: (runtime) => sessions.get(runtime),
    failed: (fault) => log.fault('payloads', fault),
  });
  const domain = createConnections({
    listChanged: payloadPlaces.review,
    file: files.connections,
    secrets,
    libraries,
    jobs,
    openAccess,
    checkEdges,
    startDemo: () => startDemoProcess(join(out, 'demo-tenant', 'demo-tenant.js')),
    gates,
    publish,
    gone: (connectionId) => {
      artifact.connectionGone();
      compare.connectionGone(connectionId);
      monitoring.connectionGone(connectionId);
    },
    failed: (fault) => log.fault('connections', fault),
  });
  const { sessions } = domain;
  payloadPlaces.review(domain.connections.list());
  const vault = createSecrets({
    store: secrets,
    screen: powerMonitor,
    close: () => {
      domain.closeClients();
      artifact.forget();
      sharing.forget();
      compare.forget();
      monitoring.forget();
      return libraries.releaseAll();
    },
    forgetSeen: () => {
      log.forgetHidden();
    },
    reopened: () => {
      domain.contentsChanged();
    },
    publish,
    failed: (fault) => log.fault('secrets', fault),
  });
  const sharing = createSharing({
    connections: domain,
    secrets,
    together,
    journal,
    saveAs,
    chooseFiles,
    hide: (secret) => {
      log.hide(secret);
    },
    failed: (fault) => log.fault('sharing', fault),
  });
  const runtime = new RuntimeService({
    sessions,
    jobs,
    changed: (connectionId) => {
      changed('runtime')(connectionId);
      changed('content')(connectionId);
    },
  });
  const content = new ContentService({ sessions, jobs, runtime, changed: changed('content') });
  const readerEntry = join(out, 'content-reader', 'content-reader.js');
  const artifact = createArtifact({
    sessions,
    readerEntry,
    file: settings('recent-files'),
    saveAs,
    chooseFolder,
    chooseFiles,
    publish,
  });
  const overview = createOverview({ file: settings('overview'), connections: domain, openAccess, publish });
  const compare = createCompare({ sessions, artifacts: artifact, readerEntry, saveAs });
  const downloads = createDownloads({ sessions, jobs, readerEntry, chooseFolder, publish });
  const permissions = createPermissions({ connections: domain, openAccess, publish });
  const doctor = createDoctor({ connections: domain, openAccess, edges: checkEdges, publish });
  const monitoring = createMonitoring({
    sessions,
    libraries,
    jobs,
    places: payloadPlaces.places,
    out,
    settings,
    publish,
    log,
    showFolder: (folder) => {
      shell.showItemInFolder(folder);
    },
  });
  const service = new AppService({
    versions: { app: app.getVersion(), electron: process.versions.electron },
    platform: process.platform,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    preferences: settings('preferences'),
    secretStorage: () => secrets.storageState(),
    readsSystemAuthorities,
    notices: () => [...notices.map((notice) => notice.toData()), ...domain.unclaimed.notices()],
    applied: (preferences) => {
      applyPreferences(preferences, nativeTheme, openWindows());
      publish('app.preferencesChanged', preferences);
    },
  });
  applyPreferences(service.readPreferences(), nativeTheme, openWindows());
  const layouts = new WindowLayouts(settings('layout'));
  const projects = createProjects({
    userData,
    file: settings('projects'),
    connections: domain,
    secrets,
    gates,
    journal,
    forget: (connectionIds, folders) => {
      layouts.forget(connectionIds, folders);
      overview.forget(connectionIds);
      monitoring.forgetConnections(connectionIds);
    },
    failed: (fault) => log.fault('projects', fault),
  });
  const tables = new TableExports({ jobs, saveAs });
  const { answer } = serveWindows({
    service,
    layouts,
    log,
    developmentServer,
    preload,
    port,
    opened: (window) => {
      applyPreferences(service.readPreferences(), nativeTheme, [window]);
    },
    gone: (contentsId) => {
      sharing.forget(contentsId);
      monitoring.forget(contentsId);
      tables.forget(contentsId);
    },
    touched: vault.touched,
  });
  answerCalls(answer, {
    ...monitoring.services,
    artifact,
    compare,
    connections: domain,
    content,
    diagram: new DiagramFiles(saveAs),
    doctor,
    downloads,
    gate: gates,
    jobs,
    journal: new JournalService({ journal, saveAs, now: Date.now }),
    overview,
    permissions,
    projects,
    runtime,
    secrets: vault.secrets,
    sharing,
    tables,
  });
  closeBeforeQuit(app, gates, (fault) => log.fault('gate', fault));

  app.on('before-quit', layouts.quitting);
  app.on('will-quit', () => {
    monitoring.stop();
    domain.stop();
    libraries.close().catch((fault: unknown) => log.fault('closing the libraries', fault));
  });
}
