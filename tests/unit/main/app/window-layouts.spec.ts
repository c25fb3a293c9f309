import { beforeEach, describe, expect, test } from 'vitest';

import { WindowLayouts } from '../../../../src-main/app/window-layouts.ts';
import type { SettingsFile } from '../../../../src-main/settings/settings-file.ts';
import type { Layout } from '../../../../src-shared/model/preferences.ts';

let written: unknown[];
let file: SettingsFile;

beforeEach(() => {
  written = [];
  let content: Readonly<Record<string, unknown>> = { layout: layout('before') };
  file = {
    read: () => content,
    write: (value) => {
      content = value;
      written.push(value['layout']);
    },
  };
});

function layout(connectionId: string): Layout {
  const tab = { id: connectionId, area: 'content', title: 'Content', target: { connectionId } };
  return { connectionId, tabs: [tab], panes: { 'split.connections': '300', 'tabs.front': '{}' } };
}

describe('the layouts of several windows', () => {
  test('begin with what was kept, further ones with its sizes and no tabs', () => {
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    layouts.opened(2);
    expect(layouts.read(1)).toEqual(layout('before'));
    expect(layouts.read(2)).toEqual({ tabs: [], panes: { 'split.connections': '300' } });
  });

  test('do not overwrite each other, whoever writes last', () => {
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    layouts.opened(2);
    layouts.write(1, layout('first'));
    layouts.write(2, layout('second'));
    expect(written).toEqual([layout('first')]);
    expect(layouts.read(1)).toEqual(layout('first'));
    expect(layouts.read(2)).toEqual(layout('second'));
  });

  test('hand the file to the next window when the remembered one is closed', () => {
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    layouts.opened(2);
    layouts.write(2, layout('second'));
    layouts.closed(1);
    expect(written).toEqual([layout('second')]);
    layouts.write(2, layout('later'));
    expect(written.at(-1)).toEqual(layout('later'));
  });

  test('keep the first one when the app quits, in whatever order they close', () => {
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    layouts.opened(2);
    layouts.write(1, layout('first'));
    layouts.write(2, layout('second'));
    layouts.quitting();
    layouts.closed(1);
    layouts.closed(2);
    expect(written).toEqual([layout('first')]);
  });

  test('keep what the last window sends while it closes', () => {
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    layouts.closed(1);
    layouts.write(1, layout('last words'));
    expect(written).toEqual([layout('last words')]);
  });

  test('take what another version wrote as never set', () => {
    file.write({ layout: { tabs: 'many' } });
    const layouts = new WindowLayouts(file);
    layouts.opened(1);
    expect(layouts.read(1)).toEqual({ tabs: [], panes: {} });
  });
});
