export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  readonly theme: Theme;
  readonly timeZone: 'local' | 'utc';
  /** 80–200 per cent. */
  readonly zoom: number;
}

export const defaultPreferences: Preferences = { theme: 'system', timeZone: 'local', zoom: 100 };

/** A tab as it is kept over a restart. */
export interface TabState {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  /** What the tab shows, such as an artifact's kind and id. */
  readonly target: Readonly<Record<string, string>>;
  /** Absent in the first pane. */
  readonly pane?: 'side';
}

export interface Layout {
  readonly connectionId?: string;
  readonly tabs: readonly TabState[];
  readonly activeTab?: string;
  /** Sizes, columns, expanded nodes: name → plain JSON text. */
  readonly panes: Readonly<Record<string, string>>;
}

export const emptyLayout: Layout = { tabs: [], panes: {} };
