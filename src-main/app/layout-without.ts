import type { Layout } from '../../src-shared/model/preferences.ts';

/** The layout without anything that contains one of the texts. */
export function layoutWithout(layout: Layout, texts: readonly string[]): Layout {
  if (texts.length === 0) return layout;
  const names = (value: unknown): boolean => {
    const text = JSON.stringify(value) ?? '';
    return texts.some((one) => text.includes(one));
  };
  const { connectionId, activeTab, tabs, panes } = layout;
  const kept = Object.entries(panes).flatMap(([name, text]) => {
    if (texts.some((one) => name.includes(one))) return [];
    return texts.some((one) => text.includes(one))
      ? entriesWithout(name, text, names)
      : [[name, text] as const];
  });
  return {
    tabs: tabs.filter((tab) => !names(tab)),
    panes: Object.fromEntries(kept),
    ...(connectionId !== undefined && !names(connectionId) && { connectionId }),
    ...(activeTab !== undefined && !names(activeTab) && { activeTab }),
  };
}

/** A pane is a number or an object of texts (`LayoutState`); what is neither goes as a whole. */
function entriesWithout(name: string, text: string, names: (value: unknown) => boolean) {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const rest = Object.entries(value).filter((entry) => !names(entry));
    return [[name, JSON.stringify(Object.fromEntries(rest))] as const];
  } catch {
    return [];
  }
}
