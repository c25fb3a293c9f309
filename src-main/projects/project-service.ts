import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { projectName } from '../../src-shared/connections/project-name.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ProjectReport } from '../../src-shared/model/projects.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import type { ConnectionsRepository } from '../connections/connections-repository.ts';
import { searchFolder } from './search-folder.ts';
import { isOfUnfinishedEnd, type ProjectToEnd, type UnfinishedEnd } from './unfinished-end.ts';
import { wipeLogLines, wipeSettingsFiles } from './wipe-files.ts';

export interface ProjectServiceOptions {
  readonly userData: string;
  readonly unfinished: UnfinishedEnd;
  readonly repository: Pick<ConnectionsRepository, 'list' | 'find' | 'removedDemo' | 'forgetRemovedDemo'>;
  /** Connection, secrets and library. */
  readonly removeConnection: (connectionId: string) => Promise<void>;
  /** Ids of all secrets that are kept. */
  readonly secretIds: () => readonly string[];
  /** Write-enabling closes with a line in the journal: before that goes. */
  readonly closeGate: (connectionId: string) => Promise<void>;
  readonly removeJournal: (connectionId: string) => Promise<void>;
  /** Everything else that remembers connections by their ids, such as tabs; `folders` are the customers that are gone. */
  readonly forget: (connectionIds: readonly string[], folders: readonly string[]) => void;
}

/** Shorter ones stand in other words; the demo tenant has no host of its own. */
const shortestText = 6;

/** "Project ended": wipes what this computer keeps of a customer, and proves it. */
export class ProjectService {
  readonly #options: ProjectServiceOptions;
  #resuming: Promise<ProjectReport | undefined> | undefined;

  constructor(options: ProjectServiceOptions) {
    this.#options = options;
  }

  /** Throws `connection.not-found`; `input.invalid` where something else was typed. */
  async end(connectionIds: readonly string[], typed: string): Promise<ProjectReport> {
    const { repository, unfinished } = this.#options;
    await this.#resuming;
    const records = [...new Set(connectionIds)].map((id) => {
      const record = repository.find(id);
      if (!record) throw new AppError('connection.not-found', 'There is no such connection.');
      return record;
    });
    const project = projectName(records);
    if (typed.trim() !== project)
      throw new AppError('input.invalid', 'The name is another one.', { field: 'typed' });
    const ending: ProjectToEnd = { project, connections: records.map(partsOf) };
    unfinished.begin(ending);
    return this.#finish(ending, false);
  }

  /** At the start of the app. What fails now is tried again at the next one. */
  resume(failed: (fault: unknown) => void): void {
    const ending = this.#options.unfinished.read();
    if (!ending) return;
    this.#resuming = this.#finish(ending, true);
    this.#resuming.catch(failed);
  }

  async resumed(): Promise<ProjectReport | undefined> {
    const report = await this.#resuming;
    this.#resuming = undefined;
    return report;
  }

  /** Each step can be done again: whatever was reached before, the end is the same. */
  async #finish(ending: ProjectToEnd, wasResumed: boolean): Promise<ProjectReport> {
    const { userData, unfinished, repository, removeConnection, removeJournal, closeGate } = this.#options;
    const ids = ending.connections.map(({ id }) => id);
    const before = await this.#counts(ids);
    for (const id of ids) {
      await closeGate(id);
      if (repository.find(id)) await removeConnection(id);
      await removeJournal(id);
    }
    if (ids.includes(repository.removedDemo()?.id ?? '')) repository.forgetRemovedDemo();
    const folders = new Set(repository.list().map(({ folder }) => folder));
    this.#options.forget(ids, folders.has(ending.project) ? [] : [ending.project]);
    const { own, shared } = textsOf(ending, repository.list());
    const settingsFiles = await wipeSettingsFiles(userData, own);
    const logLines = await wipeLogLines(join(userData, 'logs'), own);
    // Last of all goes what would begin it again, so that whoever asked is told what was found, also after a kill.
    const search = await searchFolder(userData, own, (name) => !isOfUnfinishedEnd(name));
    unfinished.finish();
    const rest = await searchFolder(userData, own, isOfUnfinishedEnd);
    return {
      project: ending.project,
      wasResumed,
      connections: ending.connections.map(({ name, host }) => ({ name, host })),
      ...before,
      logLines,
      settingsFiles,
      searchedFiles: search.files + rest.files,
      searchedBytes: search.bytes + rest.bytes,
      traces: [...search.traces, ...rest.traces],
      shared,
    };
  }

  async #counts(ids: readonly string[]) {
    const { userData, secretIds } = this.#options;
    const isOf = (name: string): boolean => ids.some((id) => name.includes(id));
    const libraries = await namesIn(join(userData, 'libraries'));
    const journals = await namesIn(join(userData, 'journal'));
    return {
      libraryFiles: libraries.filter(isOf).length,
      secrets: secretIds().filter(isOf).length,
      journals: journals.filter(isOf).length,
    };
  }
}

function partsOf({ id, name, tenantUrl, access, flowKey, isDemo }: ConnectionRecord) {
  const addresses = isDemo
    ? []
    : [tenantUrl, 'tokenUrl' in access ? access.tokenUrl : '', ('certUrl' in access && access.certUrl) || ''];
  const hosts = addresses.flatMap((address) => (URL.canParse(address) ? [new URL(address).host] : []));
  const clients = ['clientId' in access ? access.clientId : '', flowKey?.clientId ?? ''];
  return {
    id,
    name,
    host: hosts[0] ?? '',
    texts: [...new Set([...hosts, ...clients])].filter((text) => text !== ''),
  };
}

/** What is searched for; and what connections that stay need as well. */
function textsOf(ending: ProjectToEnd, staying: readonly ConnectionRecord[]) {
  const ofOthers = new Set(staying.flatMap((record) => partsOf(record).texts));
  const wanted = new Set(ending.connections.flatMap(({ id, texts }) => [id, ...texts]));
  const all = [...wanted].filter((text) => text.length >= shortestText);
  return {
    own: all.filter((text) => !ofOthers.has(text)),
    shared: all.filter((text) => ofOthers.has(text)),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
    throw fault;
  }
}
