import type { MenuItemConstructorOptions, WebContents } from 'electron';

/** What `context-menu` tells of the place that was clicked. */
export interface ClickedPlace {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: { readonly canCut: boolean; readonly canCopy: boolean; readonly canPaste: boolean };
}

/**
 * The menu people expect under the right button in fields and on selected text. Only roles of Electron:
 * nothing in it leaves the computer or looks anything up.
 */
export function contextMenuItems(place: ClickedPlace): readonly MenuItemConstructorOptions[] {
  const { canCut, canCopy, canPaste } = place.editFlags;
  if (place.isEditable) {
    return [
      { role: 'cut', enabled: canCut },
      { role: 'copy', enabled: canCopy },
      { role: 'paste', enabled: canPaste },
      { type: 'separator' },
      { role: 'selectAll' },
    ];
  }
  return place.selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: canCopy }];
}

export function offerContextMenu(
  contents: WebContents,
  show: (items: MenuItemConstructorOptions[]) => void,
): void {
  contents.on('context-menu', (_event, place) => {
    const items = contextMenuItems(place);
    if (items.length > 0) show([...items]);
  });
}
