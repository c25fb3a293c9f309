import type { Component } from 'svelte';

import type { Area as ErrorArea } from '../../src-shared/errors.ts';
import type { CheckedAreaId } from '../../src-shared/permissions/checked-areas.ts';
import type { IconName } from '../components/icon/icon-paths.ts';
import type { AppState } from '../lib/state/app-state.svelte.ts';
import type { ViewProps } from '../lib/state/view-props.ts';
import { contentIcon } from '../lib/words/artifact-kinds.ts';

export interface Area {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  /** Its tabs belong to the connection in front. */
  readonly perConnection: boolean;
  /** Loaded when first opened. */
  readonly load: () => Promise<{ readonly default: Component<ViewProps> | Component }>;
  /** What its tabs show may be refused to a key. */
  readonly needs?: CheckedAreaId;
  /** Not shown where the chosen runtime has no data of it; what is designed belongs to no runtime but the tenant's own. */
  readonly ofRuntime?: ErrorArea;
  /** Icon of a tab that shows one thing of the area. */
  readonly iconOf?: (target: ViewProps['target']) => IconName;
}

/** The areas of the rail, in the order of Ctrl/Cmd+1…9. A new area is one entry here. */
export const areas: readonly Area[] = [
  {
    id: 'connections',
    title: 'Connections',
    icon: 'connections',
    perConnection: false,
    load: () => import('../views/ConnectionsView.svelte'),
  },
  {
    id: 'content',
    title: 'Content',
    icon: 'content',
    perConnection: true,
    needs: 'content',
    ofRuntime: 'content',
    load: () => import('../views/ContentView.svelte'),
    iconOf: contentIcon,
  },
  {
    id: 'messages',
    title: 'Messages',
    icon: 'messages',
    perConnection: true,
    needs: 'messages',
    ofRuntime: 'messages',
    load: () => import('../views/MessagesView.svelte'),
  },
  {
    id: 'failures',
    title: 'Errors',
    icon: 'fault',
    perConnection: true,
    needs: 'messages',
    load: () => import('../views/FailuresView.svelte'),
  },
  {
    id: 'runtime',
    title: 'Runtime',
    icon: 'runtime',
    perConnection: true,
    needs: 'runtime',
    ofRuntime: 'runtime',
    load: () => import('../views/RuntimeView.svelte'),
  },
  {
    id: 'journal',
    title: 'Journal',
    icon: 'journal',
    perConnection: false,
    load: () => import('../views/JournalView.svelte'),
  },
  {
    id: 'files',
    title: 'Files',
    icon: 'archive',
    perConnection: false,
    load: () => import('../views/FilesView.svelte'),
  },
];

/** Whether the runtime in front offers an area. */
export function isShown({ ofRuntime }: Area, { active, runtimes }: AppState): boolean {
  if (ofRuntime === undefined || active.id === undefined) return true;
  return runtimes.offers(runtimes.idOf(active.id), ofRuntime);
}

/** What opens in a tab but stands in no rail. */
const pages: readonly Area[] = [
  {
    id: 'overview',
    title: 'Overview',
    icon: 'gauge',
    perConnection: false,
    load: () => import('../views/OverviewView.svelte'),
  },
  {
    id: 'permissions',
    title: 'What the key may do',
    icon: 'key',
    perConnection: true,
    load: () => import('../views/PermissionsView.svelte'),
  },
  {
    id: 'downloads',
    title: 'Downloads',
    icon: 'download',
    perConnection: true,
    needs: 'content',
    load: () => import('../views/DownloadsView.svelte'),
  },
  {
    id: 'doctor',
    title: 'Connection doctor',
    icon: 'doctor',
    perConnection: false,
    load: () => import('../views/DoctorView.svelte'),
  },
  {
    id: 'compare',
    title: 'Compare',
    icon: 'columns',
    perConnection: false,
    load: () => import('../views/CompareView.svelte'),
  },
  {
    id: 'payload',
    title: 'Payload',
    icon: 'paperclip',
    perConnection: true,
    needs: 'payloads',
    ofRuntime: 'messages',
    load: () => import('../views/PayloadView.svelte'),
  },
  {
    id: 'payload-search',
    title: 'Search in payloads',
    icon: 'search',
    perConnection: true,
    needs: 'payloads',
    ofRuntime: 'messages',
    load: () => import('../views/PayloadSearchView.svelte'),
  },
  {
    id: 'roles',
    title: 'Choose roles',
    icon: 'key',
    perConnection: false,
    load: () => import('../views/RolesView.svelte'),
  },
  {
    id: 'watch',
    title: 'Watching',
    icon: 'bell',
    perConnection: false,
    load: () => import('../views/WatchView.svelte'),
  },
  {
    id: 'guide',
    title: 'How to get a service key',
    icon: 'help',
    perConnection: false,
    load: () => import('../views/GuideView.svelte'),
  },
];

export function areaOf(id: string): Area | undefined {
  return [...areas, ...pages].find((area) => area.id === id);
}
