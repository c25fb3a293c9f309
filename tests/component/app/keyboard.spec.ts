import { describe, expect, test } from 'vitest';

import { commandFor, keyboard, keysOf, shownKeys } from '../../../src-renderer/app/keyboard.ts';

type Press = Parameters<typeof commandFor>[0];

function press(key: string, modifiers: Partial<Press> = {}): Press {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers };
}

const ctrl = { ctrlKey: true };

describe('the keyboard table', () => {
  test.each([
    ['k', ctrl, 'app.palette'],
    ['K', ctrl, 'app.palette'],
    ['3', ctrl, 'area.3'],
    ['w', ctrl, 'tab.close'],
    ['f', ctrl, 'view.filter'],
    ['F5', {}, 'view.refresh'],
    ['+', { ctrlKey: true, shiftKey: true }, 'zoom.in'],
    ['=', ctrl, 'zoom.in'],
    ['-', ctrl, 'zoom.out'],
    ['Tab', { ctrlKey: true, shiftKey: true }, 'tab.previous'],
    ['F1', {}, 'app.shortcuts'],
  ])('%s with %o is %s', (key, modifiers, command) => {
    expect(commandFor(press(key, modifiers), false)).toBe(command);
  });

  test('takes Cmd and not Ctrl on macOS', () => {
    expect(commandFor(press('k', { metaKey: true }), true)).toBe('app.palette');
    expect(commandFor(press('k', ctrl), true)).toBeUndefined();
  });

  test('leaves typing and other combinations alone', () => {
    expect(commandFor(press('k'), false)).toBeUndefined();
    expect(commandFor(press('K', { ctrlKey: true, shiftKey: true }), false)).toBeUndefined();
    expect(commandFor(press('k', { ctrlKey: true, altKey: true }), false)).toBeUndefined();
  });

  test('binds no key twice and shows keys beside commands', () => {
    const bound = keyboard.filter(({ command }) => command !== undefined).map(({ keys }) => keys);
    expect(new Set(bound).size).toBe(bound.length);
    expect(keysOf('app.palette')).toBe('Ctrl K');
    expect(keysOf('zoom.in')).toBe('Ctrl +');
    expect(shownKeys('+ −')).toBe('+ −');
    expect(shownKeys('Mod+Shift+Tab')).toBe('Ctrl Shift Tab');
  });
});
