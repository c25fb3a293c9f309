import type { Component } from 'svelte';

import type { IconName } from '../components/icon/icon-paths.ts';
import { contentIcon } from '../features/content/artifact-kinds.ts';
import type { ViewProps } from '../lib/state/view-props.ts';

export interface Area {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  /** Its tabs belong to the connection in front. */
  readonly perConnection: boolean;
  /** Loaded when first opened. */
  readonly load: () => Promise<{ readonly default: Component<ViewProps> | Component }>;
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
    load: () => import('../views/ContentView.svelte'),
    iconOf: contentIcon,
  },
  {
    id: 'messages',
    title: 'Messages',
    icon: 'messages',
    perConnection: true,
    load: () => import('../views/MessagesView.svelte'),
  },
  {
    id: 'runtime',
    title: 'Runtime',
    icon: 'runtime',
    perConnection: true,
    load: () => import('../views/RuntimeView.svelte'),
  },
  {
    id: 'journal',
    title: 'Journal',
    icon: 'journal',
    perConnection: false,
    load: () => import('../views/JournalView.svelte'),
  },
];

export function areaOf(id: string): Area | undefined {
  return areas.find((area) => area.id === id);
}
