import { advise } from '../../../src-shared/advice.ts';
import { unlistedKinds } from '../../../src-shared/model/content.ts';
import type {
  DownloadForm,
  DownloadItem,
  DownloadReason,
  DownloadResult,
  DownloadRun,
  DownloadState,
  PlannedPackage,
  SingleReason,
} from '../../../src-shared/model/downloads.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';
import { kindWords } from '../../lib/words/artifact-kinds.ts';

interface Words {
  readonly text: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

export const resultWords: Readonly<Record<DownloadResult, Words>> = {
  got: { text: 'Came home', tone: 'ok', icon: 'circleCheck' },
  same: { text: 'As it was', tone: 'ok', icon: 'check' },
  home: { text: 'Was home', tone: 'idle', icon: 'database' },
  listed: { text: 'One by one', tone: 'info', icon: 'info' },
  refused: { text: 'Not had', tone: 'warn', icon: 'ban' },
  waiting: { text: 'Waiting', tone: 'idle', icon: 'hourglass' },
};

export const stateWords: Readonly<Record<DownloadState, Words>> = {
  running: { text: 'Under way', tone: 'info', icon: 'download' },
  done: { text: 'Done', tone: 'ok', icon: 'circleCheck' },
  cancelled: { text: 'Cancelled', tone: 'idle', icon: 'ban' },
  failed: { text: 'Stopped', tone: 'bad', icon: 'circleCross' },
  interrupted: { text: 'Interrupted', tone: 'warn', icon: 'warning' },
};

export const formWords: Readonly<Record<DownloadForm, { readonly title: string; readonly help: string }>> = {
  library: {
    title: 'In the library only',
    help: 'Encrypted on this computer: to open, search and compare offline.',
  },
  zips: { title: 'As zip files too', help: 'A folder for each package, a zip for each artifact.' },
  folders: {
    title: 'As a tree of files too, fit for Git',
    help: 'A folder for each package and artifact; nothing in it changes without a reason.',
  },
  exports: {
    title: 'As package exports too',
    help: 'A zip for each package, as the tenant hands it out, to import elsewhere.',
  },
};

/** Kinds that the API does not list, as a sentence. */
export const lostKinds = `Not among it, because the API does not list them: ${unlistedKinds.join(', ')}.`;

const singleWords: Readonly<Record<SingleReason, string>> = {
  draft: 'It holds a draft, which keeps a package from being exported.',
  'export-refused': 'The tenant does not let it be exported.',
  few: 'Only one of its artifacts has to be asked for.',
};

/** How a package will come, in a few words. */
export function wayWords({ way, requests, reason }: PlannedPackage): string {
  switch (way) {
    case 'home':
      return 'Is home';
    case 'export':
      return 'As an export';
    case 'single':
      return requests === 0 ? 'Is home' : reason === 'few' ? 'Singly' : 'One by one';
    case 'try':
      return 'Export is tried';
    case 'refused':
      return 'Not handed out';
  }
}

/** Why it comes that way; empty where that goes without saying. */
export function whyWords({ way, reason, losesUnlisted, requests }: PlannedPackage): string {
  if (way === 'try')
    return 'Configure-only: the export is tried once. If it is refused, properties and configuration are kept.';
  if (way === 'refused')
    return 'SAP does not hand out this content. Properties and configuration are kept. Verify tries it again.';
  if (way !== 'single' || reason === undefined || reason === 'few') return '';
  return losesUnlisted || requests > 0 ? singleWords[reason] : '';
}

/** What a person wants to know of one row of the result. */
export function reasonWords(item: Pick<DownloadItem, 'reason' | 'kind'>): string {
  const { reason } = item;
  if (!reason) return '';
  const sentences = reason.isConfigureOnly
    ? ['SAP does not hand out this content.', 'Properties and configuration are kept.']
    : [
        ...(reason.single && item.kind === 'IntegrationPackage' ? [singleWords[reason.single]] : []),
        ...errorWords(reason),
      ];
  return [
    ...sentences,
    ...(reason.losesUnlisted && item.kind === 'IntegrationPackage' ? [lostKinds] : []),
  ].join(' ');
}

function errorWords({ error, single }: DownloadReason): readonly string[] {
  if (!error) return [];
  const { title, text } = advise(error);
  // Why an export was refused is told by the tenant itself where it says something.
  if (single === 'export-refused')
    return error.facts.tenantText ? [`It said: ${error.facts.tenantText}`] : [];
  return [`${title}.`, text];
}

const otherKinds: Readonly<Record<string, string>> = {
  IntegrationPackage: 'Package',
  File: 'Document',
  RESTAPIProvider: 'REST API',
  SOAPAPIProvider: 'SOAP API',
  ODataService: 'OData API',
  FunctionLibraries: 'Function library',
  ImportedArchives: 'Imported archive',
};

export function itemKind(kind: string): string {
  return Object.hasOwn(kindWords, kind)
    ? kindWords[kind as keyof typeof kindWords].one
    : (otherKinds[kind] ?? kind);
}

export function canResume({ state }: Pick<DownloadRun, 'state'>): boolean {
  return state === 'cancelled' || state === 'failed' || state === 'interrupted';
}
