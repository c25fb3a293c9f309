import type { DiagramState } from './diagram-state.svelte.ts';

interface KeyActions {
  readonly select: (id: string | undefined) => void;
  readonly find: () => void;
}

/** Keys of the diagram while it has the focus: arrows walk along the flow, Enter shows properties, + - 0 zoom. */
export function answerKeys(
  state: DiagramState,
  { select, find }: KeyActions,
): (event: KeyboardEvent) => void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowRight: () => state.step('forward'),
    ArrowLeft: () => state.step('back'),
    ArrowDown: () => state.step('down'),
    ArrowUp: () => state.step('up'),
    Home: () => state.first(),
    End: () => state.last(),
    Enter: () => select(state.current),
    ' ': () => select(state.current),
    Escape: () => select(undefined),
    '+': () => state.canvas?.zoom(1.25),
    '=': () => state.canvas?.zoom(1.25),
    '-': () => state.canvas?.zoom(0.8),
    '0': () => state.canvas?.fit(),
    '1': () => state.canvas?.actualSize(),
    '/': find,
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof SVGSVGElement)) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}
