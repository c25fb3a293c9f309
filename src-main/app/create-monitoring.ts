import { join } from 'node:path';

import { ChainService } from '../chain/chain-service.ts';
import { ChartService } from '../charts/chart-service.ts';
import type { Sessions } from '../connections/session.ts';
import { createExports } from '../exports/create-exports.ts';
import { FailureService } from '../failures/failure-service.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { KeepingService } from '../keeping/keeping-service.ts';
import type { Libraries } from '../library/library.ts';
import type { Log } from '../logging/log.ts';
import { MessageService } from '../messages/message-service.ts';
import { createPayloadSearch } from '../payload-search/create-payload-search.ts';
import { createPayloads } from '../payloads/create-payloads.ts';
import type { PayloadPlaces } from '../payloads/read-payload.ts';
import { createQueries } from '../queries/create-queries.ts';
import { createRuns } from '../runs/create-runs.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { createWatch } from '../watch/create-watch.ts';
import type { Services } from './answer-calls.ts';
import { chooseFiles, chooseFolder, saveAs } from './dialogs.ts';
import { openWindows } from './windows.ts';

export interface MonitoringParts {
  readonly sessions: Sessions;
  readonly libraries: Pick<Libraries, 'state'>;
  readonly jobs: Jobs;
  readonly places: PayloadPlaces;
  /** Folder of the built programs. */
  readonly out: string;
  readonly settings: (name: string) => SettingsFile;
  readonly publish: Publish;
  readonly log: Log;
  readonly showFolder: (folder: string) => void;
}

/** What is about messages: their logs, runs, payloads, errors, queries, exports, and watching them. */
export interface Monitoring {
  readonly services: Pick<
    Services,
    | 'chain'
    | 'charts'
    | 'exports'
    | 'failures'
    | 'keeping'
    | 'messages'
    | 'payloads'
    | 'payloadSearch'
    | 'queries'
    | 'runs'
    | 'watch'
  >;
  /** Nothing stays in memory: of all, or of web contents that are gone. */
  readonly forget: (contentsId?: number) => void;
  readonly connectionGone: (connectionId: string) => void;
  /** Queries and watches of connections that are deleted. */
  readonly forgetConnections: (connectionIds: readonly string[]) => void;
  readonly stop: () => void;
}

export function createMonitoring(parts: MonitoringParts): Monitoring {
  const { sessions, libraries, jobs, places, out, settings, publish, log, showFolder } = parts;
  const messagesChanged = (connectionId: string): void => {
    publish('messages.changed', { connectionId });
  };
  const failures = new FailureService({
    sessions,
    jobs,
    messagesChanged,
    changed: (connectionId) => {
      publish('failures.changed', { connectionId });
    },
    failed: (fault) => log.fault('error texts', fault),
  });
  const keeping = new KeepingService({
    sessions,
    libraries,
    jobs,
    messagesChanged,
    failed: (fault) => log.fault('keeping', fault),
  });
  const messages = new MessageService({
    sessions,
    jobs,
    saveAs,
    changed: messagesChanged,
    loaded: (session, range) => {
      failures.follow(session, range);
      keeping.follow(session);
    },
  });
  const asked = createQueries({ file: settings('queries'), sessions, jobs, publish, messagesChanged });
  const { queries } = asked;
  const journey = createRuns({ sessions, jobs, publish, places });
  const readerEntry = join(out, 'payload-reader', 'payload-reader.js');
  const payloads = createPayloads({
    sessions,
    jobs,
    messages,
    readerEntry,
    saveAs,
    chooseFiles,
    publish,
    places,
  });
  const payloadSearch = createPayloadSearch({
    sessions,
    jobs,
    readerEntry,
    publish,
    places,
    logFault: (fault) => log.fault('payload search', fault),
  });
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
  return {
    services: {
      chain: new ChainService({ sessions, changed: messagesChanged }),
      charts: new ChartService(sessions),
      exports: createExports({ sessions, jobs, saveAs, chooseFolder, showFolder, publish }),
      failures,
      keeping,
      messages,
      payloads,
      payloadSearch,
      queries: asked,
      runs: journey,
      watch,
    },
    forget: (contentsId) => {
      journey.forget(contentsId);
      payloads.forget(contentsId);
      payloadSearch.forgetAll(contentsId);
    },
    connectionGone: (connectionId) => {
      journey.connectionGone(connectionId);
      payloadSearch.connectionGone(connectionId);
      watch.forget([connectionId]);
    },
    forgetConnections: (connectionIds) => {
      queries.forget(connectionIds);
      watch.forget(connectionIds);
    },
    stop: () => {
      watch.stop();
    },
  };
}
