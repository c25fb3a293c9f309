export interface KeyBinding {
  /** `Mod` is Ctrl, and Cmd on macOS. */
  readonly keys: string;
  readonly title: string;
  readonly group: string;
  /** Command that runs; without one the component with the focus handles the key itself. */
  readonly command?: string;
}

/** The keyboard, whole: the shortcuts dialog and the palette show this table, one listener obeys it. */
export const keyboard: readonly KeyBinding[] = [
  { keys: 'Mod+K', title: 'Command palette', group: 'Window', command: 'app.palette' },
  { keys: 'Mod+1', title: 'First area; 2 to 9: the others', group: 'Window', command: 'area.1' },
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
    keys: `Mod+${n}`,
    title: '',
    group: 'Window',
    command: `area.${n}`,
  })),
  { keys: 'Mod+Shift+N', title: 'New window', group: 'Window', command: 'window.new' },
  { keys: 'Mod+W', title: 'Close tab', group: 'Window', command: 'tab.close' },
  { keys: 'Mod+PageDown', title: 'Next tab', group: 'Window', command: 'tab.next' },
  { keys: 'Mod+PageUp', title: 'Previous tab', group: 'Window', command: 'tab.previous' },
  { keys: 'Mod+Tab', title: '', group: 'Window', command: 'tab.next' },
  { keys: 'Mod+Shift+Tab', title: '', group: 'Window', command: 'tab.previous' },
  { keys: 'Mod+Shift+B', title: 'Tab to the other side', group: 'Window', command: 'tab.across' },
  {
    keys: 'Mod+Enter',
    title: 'In the palette and the tenant list: open a tenant to the side',
    group: 'Window',
  },
  { keys: 'F6', title: 'Other side', group: 'Window', command: 'pane.other' },
  { keys: 'Mod++', title: 'Larger', group: 'Window', command: 'zoom.in' },
  { keys: 'Mod+=', title: '', group: 'Window', command: 'zoom.in' },
  { keys: 'Mod+-', title: 'Smaller', group: 'Window', command: 'zoom.out' },
  { keys: 'Mod+0', title: 'Normal size', group: 'Window', command: 'zoom.reset' },
  { keys: 'F1', title: 'Keyboard shortcuts', group: 'Window', command: 'app.shortcuts' },
  { keys: 'F5', title: 'Refresh', group: 'View', command: 'view.refresh' },
  { keys: 'Mod+R', title: '', group: 'View', command: 'view.refresh' },
  { keys: 'Mod+F', title: 'Filter', group: 'View', command: 'view.filter' },
  { keys: 'Mod+L', title: 'Live mode of the messages', group: 'View', command: 'messages.live' },
  { keys: '↑ ↓', title: 'Move through rows', group: 'Lists and trees' },
  { keys: 'Page ↑ ↓', title: 'A page at a time', group: 'Lists and trees' },
  { keys: 'Home, End', title: 'First and last row', group: 'Lists and trees' },
  { keys: 'Enter', title: 'Open', group: 'Lists and trees' },
  { keys: 'Space', title: 'Inspect', group: 'Lists and trees' },
  { keys: 'Shift+↑ ↓', title: 'Select several rows', group: 'Lists and trees' },
  { keys: 'Mod+Space', title: 'Add a row to the selection', group: 'Lists and trees' },
  { keys: 'Mod+A', title: 'Select all rows', group: 'Lists and trees' },
  { keys: 'Mod+C', title: 'Copy the selected rows', group: 'Lists and trees' },
  { keys: 'Shift+F10', title: 'Actions of a row or an id', group: 'Lists and trees' },
  { keys: '→ ←', title: 'Open and close a node', group: 'Lists and trees' },
  {
    keys: '↑ from the first row',
    title: 'To the headings: Enter sorts, Shift+→ ← widens',
    group: 'Lists and trees',
  },
  { keys: 'Mod+→ ←', title: 'On a heading: move its column', group: 'Lists and trees' },
  { keys: '→ ←', title: 'Along the flow and back', group: 'Diagram' },
  { keys: '↑ ↓', title: 'To what is above and below', group: 'Diagram' },
  { keys: 'Enter', title: 'Properties of a step or channel', group: 'Diagram' },
  { keys: '+ −', title: 'Larger and smaller', group: 'Diagram' },
  { keys: '0', title: 'The whole diagram', group: 'Diagram' },
  { keys: '1', title: 'Actual size', group: 'Diagram' },
  { keys: '/', title: 'Find a step or channel', group: 'Diagram' },
];

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

/** `Ctrl K`, `⌘ K` */
export function shownKeys(keys: string): string {
  // Not the "+" that is a key itself.
  const parts = keys.split(/(?<=\w)\+/);
  return parts.map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : part)).join(' ');
}

/** Keys of a command as shown beside it. */
export function keysOf(command: string): string | undefined {
  const binding = keyboard.find((candidate) => candidate.command === command);
  return binding && shownKeys(binding.keys);
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The command a key press stands for. */
export function commandFor(event: Pressed, mac = isMac): string | undefined {
  if (event.altKey) return undefined;
  const isMod = mac ? event.metaKey : event.ctrlKey;
  if (mac ? event.ctrlKey : event.metaKey) return undefined;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // Shift belongs to characters such as "+", but not to letters and named keys.
  const isShifted = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key));
  const pressed = `${isMod ? 'Mod+' : ''}${isShifted ? 'Shift+' : ''}${key}`;
  return keyboard.find(({ keys, command }) => command !== undefined && keys === pressed)?.command;
}
