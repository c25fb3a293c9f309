import type { DiagramState } from './diagram-state.svelte.ts';
import { drawFlow } from './drawing/draw-flow.ts';
import { createMeasures } from './paint/measure.ts';

export interface Mounted {
  readonly onclick: (id: string | undefined) => void;
  readonly onready: () => void;
  readonly onfailure: (caught: unknown) => void;
}

/**
 * Draws the flow into the host when it has a size: a hidden tab has none. bpmn-js is loaded with the first diagram only; the start of
 * the app does not pay for it.
 */
export function mountDiagram(
  host: HTMLElement,
  state: DiagramState,
  { onclick, onready, onfailure }: Mounted,
): () => void {
  let isGone = false;
  let isUntouched = true;
  let hasBegun = false;

  const begin = async (): Promise<void> => {
    const { DiagramCanvas } = await import('./canvas/open-canvas.ts');
    if (isGone) return;
    const measures = createMeasures();
    const drawing = drawFlow(state.flow, measures);
    const canvas = await DiagramCanvas.open(host, drawing, measures, {
      onclick,
      onview: (view) => {
        state.view = view;
      },
    });
    if (isGone) {
      canvas.destroy();
      return;
    }
    state.show(canvas, drawing);
    onready();
  };

  const watcher = new ResizeObserver(() => {
    if (host.clientWidth === 0 || host.clientHeight === 0) return;
    if (!hasBegun) {
      hasBegun = true;
      begin().catch(onfailure);
    } else {
      state.canvas?.resized(isUntouched);
    }
  });
  watcher.observe(host);
  const touch = (): void => {
    isUntouched = false;
  };
  for (const event of ['pointerdown', 'wheel', 'keydown'] as const) {
    host.addEventListener(event, touch, { passive: true });
  }
  return () => {
    isGone = true;
    watcher.disconnect();
    state.canvas?.destroy();
    state.gone();
  };
}
