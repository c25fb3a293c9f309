import { join } from 'node:path';

import { app, clipboard, dialog, type NativeTheme, powerMonitor, session, shell } from 'electron';

import type { AppError } from '../../src-shared/errors.ts';
import { createArtifact } from '../artifact/create-artifact.ts';
import { answerArtifact } from '../artifact/handlers.ts';
import { ChainService } from '../chain/chain-service.ts';
import { answerChain } from '../chain/handlers.ts';
import { ChartService } from '../charts/chart-service.ts';
import { answerCharts } from '../charts/handlers.ts';
import { createCompare } from '../compare/create-compare.ts';
import { answerCompare } from '../compare/handlers.ts';
import { createConnections } from '../connections/create-connections.ts';
import { createCheckEdges } from '../connections/electron-edges.ts';
import { answerConnections } from '../connections/handlers.ts';
import { ContentService } from '../content/content-service.ts';
import { answerContent } from '../content/handlers.ts';
import { startDemoProcess } from '../demo/demo-process.ts';
import { DiagramFiles } from '../diagram/diagram-files.ts';
import { answerDiagram } from '../diagram/handlers.ts';
import { createDoctor } from '../doctor/create-doctor.ts';
import { answerDoctor } from '../doctor/handlers.ts';
import { createDownloads } from '../downloads/create-downloads.ts';
import { answerDownloads } from '../downloads/handlers.ts';
import { createExports } from '../exports/create-exports.ts';
import { answerExports } from '../exports/handlers.ts';
import { FailureService } from '../failures/failure-service.ts';
import { answerFailures } from '../failures/handlers.ts';
import { closeBeforeQuit } from '../gate/close-before-quit.ts';
import { createGates } from '../gate/create-gates.ts';
import { answerGate } from '../gate/handlers.ts';
import { callingWindow, createCalls, type MainPort } from '../ipc/answer.ts';
import { inputSchema } from '../ipc/inputs.ts';
import { createPublish } from '../ipc/publish.ts';
import { answerJobs } from '../jobs/handlers.ts';
import { Jobs } from '../jobs/jobs.ts';
import { answerJournal } from '../journal/handlers.ts';
import { JournalService } from '../journal/journal-service.ts';
import { answerKeeping } from '../keeping/handlers.ts';
import { KeepingService } from '../keeping/keeping-service.ts';
import { OpenLibraries } from '../library/libraries.ts';
import { forgetLibraryKey, libraryKey, setKeyAside } from '../library/library-key.ts';
import { spawnHost } from '../library/spawn-host.ts';
import type { Log } from '../logging/log.ts';
import { answerMessages } from '../messages/handlers.ts';
import { MessageService } from '../messages/message-service.ts';
import { createOverview } from '../overview/create-overview.ts';
import { answerOverview } from '../overview/handlers.ts';
import { createPayloads } from '../payloads/create-payloads.ts';
import { createPermissions } from '../permissions/create-permissions.ts';
import { answerPermissions } from '../permissions/handlers.ts';
import { createProjects } from '../projects/create-projects.ts';
import { answerProjects } from '../projects/handlers.ts';
import { createQueries } from '../queries/create-queries.ts';
import { answerQueries } from '../queries/handlers.ts';
import { createRuns } from '../runs/create-runs.ts';
import { answerRuns } from '../runs/handlers.ts';
import { answerRuntime } from '../runtime/handlers.ts';
import { RuntimeService } from '../runtime/runtime-service.ts';
import { createTenantClients } from '../sap/create-client.ts';
import { createTransportFor } from '../sap/transports/create-transport.ts';
import { readsSystemAuthorities } from '../sap/transports/trusted-authorities.ts';
import { createSecrets } from '../secrets/create-secrets.ts';
import { answerSecrets } from '../secrets/handlers.ts';
import { createEncryption } from '../secrets/safe-storage.ts';
import { SecretStore } from '../secrets/secret-store.ts';
import { openElectronSettings } from '../settings/electron-settings.ts';
import { SettingsTogether } from '../settings/settings-together.ts';
import { createSharing } from '../sharing/create-sharing.ts';
import { answerSharing } from '../sharing/handlers.ts';
import { isTrustedSender } from '../shell/trusted-sender.ts';
import { answerTables } from '../tables/handlers.ts';
import { TableExports } from '../tables/table-exports.ts';
import { createWatch } from '../watch/create-watch.ts';
import { answerWatch } from '../watch/handlers.ts';
import { AppService } from './app-service.ts';
import { applyPreferences } from './apply-preferences.ts';
import { showEnvironment } from './environment-badge.ts';
import { followPages } from './follow-pages.ts';
import { answerApp } from './handlers.ts';
import { pageAddress } from './main-window.ts';
import { WindowLayouts } from './window-layouts.ts';
import { createWindows, openWindows, windowOf } from './windows.ts';

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
  const changed = (domain: 'content' | 'runtime' | 'messages' | 'failures') => (connectionId: string) => {
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
  const libraries = new OpenLibraries({
    folder: join(userData, 'libraries'),
    spawn: spawnHost(join(out, 'library', 'library-host.js')),
    libraryKey: (connectionId, hasFile) => libraryKey(secrets, connectionId, hasFile),
    setKeyAside: (connectionId, aside) => setKeyAside(secrets, connectionId, aside),
    forgetKey: (connectionId) => forgetLibraryKey(secrets, connectionId),
  });
  const jobs = new Jobs({
    changed: (list) => {
      publish('jobs.changed', list);
      overview.jobsChanged(list);
    },
    logFault: (where, fault) => log.fault(where, fault),
  });
  const transportFor = createTransportFor({
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
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
  const domain = createConnections({
    file: files.connections,
    secrets,
    libraries,
    jobs,
    openAccess,
    checkEdges,
    startDemo: () => startDemoProcess(join(out, 'demo-tenant', 'demo-tenant.js')),
    gates,
    publish,
    failed: (fault) => log.fault('connections', fault),
  });
  const { sessions } = domain;
  const vault = createSecrets({
    store: secrets,
    screen: powerMonitor,
    close: () => {
      domain.closeClients();
      artifact.forget();
      sharing.forget();
      compare.forget();
      journey.forget();
      payloads.forget();
      return libraries.releaseAll();
    },
    reopened: () => {
      domain.contentsChanged();
    },
    publish,
    failed: (fault) => log.fault('secrets', fault),
  });
  const chooseFile = async (defaultName: string): Promise<string | undefined> => {
    const options = { defaultPath: join(app.getPath('downloads'), defaultName) };
    const parent = windowOf(callingWindow());
    const answer = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
    return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
  };
  const openDialog = (options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> => {
    const parent = windowOf(callingWindow());
    return parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
  };
  const sharing = createSharing({
    connections: domain,
    secrets,
    together,
    journal,
    chooseTarget: chooseFile,
    openDialog,
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
  const content = new ContentService({ sessions, jobs, runtime, chooseFile, changed: changed('content') });
  const readerEntry = join(out, 'content-reader', 'content-reader.js');
  const artifact = createArtifact({
    sessions,
    readerEntry,
    file: settings('recent-files'),
    saveAs: chooseFile,
    publish,
  });
  const overview = createOverview({ file: settings('overview'), connections: domain, openAccess, publish });
  const compare = createCompare({ sessions, artifacts: artifact, readerEntry, saveAs: chooseFile });
  const downloads = createDownloads({ sessions, jobs, readerEntry, publish });
  const permissions = createPermissions({ connections: domain, openAccess, publish });
  const doctor = createDoctor({ connections: domain, openAccess, edges: checkEdges, publish });
  const failures = new FailureService({
    sessions,
    jobs,
    messagesChanged: changed('messages'),
    changed: changed('failures'),
    failed: (fault) => log.fault('error texts', fault),
  });
  const keeping = new KeepingService({
    sessions,
    libraries,
    jobs,
    messagesChanged: changed('messages'),
    failed: (fault) => log.fault('keeping', fault),
  });
  const messages = new MessageService({
    sessions,
    jobs,
    chooseFile,
    changed: changed('messages'),
    loaded: (session, range) => {
      failures.follow(session, range);
      keeping.follow(session);
    },
  });
  const asked = createQueries({
    file: settings('queries'),
    sessions,
    jobs,
    publish,
    messagesChanged: changed('messages'),
  });
  const { queries } = asked;
  const journey = createRuns({ sessions, jobs, publish });
  const payloads = createPayloads({ sessions, jobs, messages, out, saveAs: chooseFile, publish });
  const watch = createWatch({
    file: settings('watch'),
    sessions,
    jobs,
    messages,
    queries,
    windows: openWindows,
    publish,
    failed: (fault) => log.fault('watch', fault),
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
      queries.forget(connectionIds);
      watch.forget(connectionIds);
    },
    failed: (fault) => log.fault('projects', fault),
  });
  const windows = createWindows({
    layouts,
    preload,
    page: pageAddress(developmentServer),
    opened: (window) => {
      applyPreferences(service.readPreferences(), nativeTheme, [window]);
    },
  });

  const { answer, abandon } = createCalls({
    port,
    isTrusted: (event) => isTrustedSender(event, developmentServer),
    schema: inputSchema,
    logFault: (path, fault) => log.fault(path, fault),
  });
  followPages(app, openWindows(), {
    gone: (contentsId) => {
      abandon(contentsId);
      sharing.forget(contentsId);
      journey.forget();
      payloads.forget(contentsId);
    },
    crashed: (reason) => log.warn(`window: ${reason}`),
    touched: vault.touched,
  });
  answerApp(answer, service, {
    clipboard,
    shell,
    log,
    layouts,
    openWindow: windows.open,
    showEnvironment: (contentsId, name, environment) => {
      const window = windowOf(contentsId);
      if (window) showEnvironment(window, name, environment);
    },
  });
  answerArtifact(answer, artifact);
  answerCharts(answer, new ChartService(sessions));
  answerCompare(answer, compare);
  answerConnections(answer, domain);
  answerContent(answer, content);
  answerRuntime(answer, runtime);
  answerSecrets(answer, vault.secrets);
  answerMessages(answer, messages);
  answerRuns(answer, journey.runs, journey.traces);
  answerChain(answer, new ChainService({ sessions, changed: changed('messages') }));
  answerFailures(answer, failures);
  answerKeeping(answer, keeping);
  const showFolder = (folder: string): void => {
    shell.showItemInFolder(folder);
  };
  answerExports(answer, createExports({ sessions, jobs, chooseFile, openDialog, showFolder, publish }));
  answerTables(answer, new TableExports({ jobs, chooseFile }));
  answerDownloads(answer, downloads);
  answerDiagram(answer, new DiagramFiles(chooseFile));
  answerJobs(answer, jobs);
  answerGate(answer, gates);
  answerJournal(answer, new JournalService({ journal, chooseFile, now: Date.now }));
  closeBeforeQuit(app, gates, (fault) => log.fault('gate', fault));
  answerOverview(answer, overview);
  answerProjects(answer, projects);
  answerQueries(answer, asked);
  payloads.answer(answer);
  answerPermissions(answer, permissions);
  answerSharing(answer, sharing);
  answerWatch(answer, watch);
  answerDoctor(answer, doctor);

  app.on('before-quit', layouts.quitting);
  app.on('will-quit', () => {
    watch.stop();
    domain.stop();
    libraries.close().catch((fault: unknown) => log.fault('closing the libraries', fault));
  });
}
