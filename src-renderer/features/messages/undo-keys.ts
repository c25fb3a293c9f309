import type { MessageFilters } from './message-filters.svelte.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The step through the history of the filter that a key press asks for. */
export function undoStepOf(
  { key, ctrlKey, metaKey, shiftKey }: Pressed,
  filters: Pick<MessageFilters, 'undo' | 'redo'>,
): (() => void) | undefined {
  if (!ctrlKey && !metaKey) return undefined;
  if (key.toLowerCase() === 'z') return shiftKey ? filters.redo : filters.undo;
  return key.toLowerCase() === 'y' ? filters.redo : undefined;
}

/** Has an undo of its own for what is typed there. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type))
  );
}
