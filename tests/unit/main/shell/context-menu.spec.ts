import { describe, expect, it } from 'vitest';

import { contextMenuItems } from '../../../../src-main/shell/context-menu.ts';

const nothing = { canCut: false, canCopy: false, canPaste: false };
const roles = (place: Parameters<typeof contextMenuItems>[0]) =>
  contextMenuItems(place).map(({ role, type, enabled }) => [role ?? type, enabled ?? true]);

describe('the menu under the right button', () => {
  it('edits in a field, as far as the place allows', () => {
    const editFlags = { ...nothing, canPaste: true };
    expect(roles({ isEditable: true, selectionText: '', editFlags })).toEqual([
      ['cut', false],
      ['copy', false],
      ['paste', true],
      ['separator', true],
      ['selectAll', true],
    ]);
  });

  it('copies selected text', () => {
    const editFlags = { ...nothing, canCopy: true };
    expect(roles({ isEditable: false, selectionText: 'AGZ', editFlags })).toEqual([['copy', true]]);
  });

  it('stays away where there is nothing to do', () => {
    expect(roles({ isEditable: false, selectionText: ' ', editFlags: nothing })).toEqual([]);
  });
});
