import { ArtifactService } from '../../../../src-main/artifact/artifact-service.ts';
import { OpenedFiles } from '../../../../src-main/artifact/opened-files.ts';
import { ContentReader } from '../../../../src-main/content/content-reader.ts';
import { answerRequest } from '../../../../src-main/content/reader/answer-request.ts';
import type { ReaderPort, ReaderReply, ReaderRequest } from '../../../../src-main/content/reader/protocol.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import type { TenantPlace } from '../../../../src-shared/model/artifact.ts';
import { connection, connectionId } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';

export const never = new AbortController().signal;

export const place: TenantPlace = {
  of: 'tenant',
  connectionId,
  kind: 'IntegrationFlow',
  artifactId: 'My_Flow',
};
export const contentPath = "IntegrationDesigntimeArtifacts(Id='My_Flow',Version='active')/$value";

/** The reader in this process, with the requests it was sent. */
export function readerHere(requests: ReaderRequest[]): ReaderPort {
  let reply: (answer: ReaderReply) => void = () => undefined;
  return {
    post: (request) => {
      requests.push(request);
      void answerRequest(structuredClone(request)).then((answer) => reply(structuredClone(answer)));
    },
    onReply: (listener) => {
      reply = listener;
    },
    onEnd: () => undefined,
    end: () => undefined,
  };
}

export interface ArtifactWorld {
  readonly tenant: FakeTenant;
  readonly library: Library;
  readonly service: ArtifactService;
  readonly files: OpenedFiles;
  readonly read: ReaderRequest[];
  readonly reader: ContentReader;
  /** Processes of the reader, also those that were asked nothing. */
  started: number;
  now: number;
  chosen: { file?: string; folder?: string; files?: readonly string[] };
  /** The list of artifacts as a sync left it. */
  list(version: string | null, modifiedAt: number, mode?: string): Promise<void>;
}

/** The service over a fake tenant, a real library on disk and the real reader. */
export async function artifactWorld(): Promise<ArtifactWorld> {
  const tenant = new FakeTenant();
  const library = await temporaryLibrary();
  const read: ReaderRequest[] = [];
  let settings: Readonly<Record<string, unknown>> = {};
  const file = {
    read: () => settings,
    write: (value: Readonly<Record<string, unknown>>) => {
      settings = structuredClone(value);
    },
  };
  const files = new OpenedFiles(file, () => world.now);
  const reader = new ContentReader({
    spawn: () => {
      world.started += 1;
      return readerHere(read);
    },
  });
  const service = new ArtifactService({
    sessions: { get: async () => ({ connection, client: tenant, library }) },
    reader,
    files,
    dialogs: {
      saveAs: async () => world.chosen.file,
      chooseFolder: async () => world.chosen.folder,
      chooseFiles: async () => world.chosen.files ?? [],
    },
    now: () => world.now,
  });
  const world: ArtifactWorld = {
    tenant,
    library,
    service,
    files,
    read,
    reader,
    started: 0,
    now: Date.UTC(2026, 10, 26, 12),
    chosen: {},
    list: (version, modifiedAt, mode = 'EDIT_ALLOWED') =>
      library.write([
        {
          sql: `INSERT OR REPLACE INTO packages (id, name, version, vendor, mode, short_text, description, created_by, modified_by,
                update_available, properties, search, stamp) VALUES ('Sales', 'Sales', '', '', ?, '', '', '', '', 0, '[]', '', '')`,
          params: [mode],
        },
        {
          sql: `INSERT OR REPLACE INTO artifacts (kind, id, package_id, name, version, description, sender, receiver, modified_at, drift, search)
                VALUES ('IntegrationFlow', 'My_Flow', 'Sales', 'My flow', ?, '', '', '', ?, 'unknown', '')`,
          params: [version, modifiedAt],
        },
      ]),
  };
  return world;
}
