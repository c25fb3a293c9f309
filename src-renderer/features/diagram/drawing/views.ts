import { type Drawing, isFrame } from './drawing.ts';
import { centre, containing, grown, type Point, type Rect } from './geometry.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a person sees of the diagram, in its units, and how large. */
export interface View extends Rect {
  readonly scale: number;
}

export const smallest = 0.1;
export const largest = 4;
/** Below it, names cannot be read. */
export const readable = 0.6;
const margin = 28;
/** Kept free at the bottom for the tools and the mark. */
const foot = 84;

/** The whole diagram, but never larger than it was drawn. */
export function fittingView({ bounds }: Drawing, window: Size): View {
  const whole = grown(bounds, margin);
  const fitting = Math.min(window.width / whole.width, (window.height - foot) / whole.height);
  const scale = Math.min(1, Math.max(smallest, fitting));
  const { x, y } = centre(whole);
  return viewAround({ x, y: y + foot / 2 / scale }, scale, window);
}

/** At the beginning: the whole where it can be read, else the Integration Process from its upper left corner on. */
export function openingView(drawing: Drawing, window: Size): View {
  const fitting = fittingView(drawing, window);
  if (fitting.scale >= readable) return fitting;
  const whole = grown(drawing.bounds, margin);
  const main = grown(mainPart(drawing), margin);
  const seen = { width: window.width / readable, height: window.height / readable };
  // Where one side fits, the whole of it is in the middle.
  const x = seen.width > whole.width ? whole.x - (seen.width - whole.width) / 2 : main.x;
  const y = seen.height > whole.height ? whole.y - (seen.height - whole.height) / 2 : main.y;
  return { x, y, ...seen, scale: readable };
}

export function viewAround({ x, y }: Point, scale: number, window: Size): View {
  const [width, height] = [window.width / scale, window.height / scale];
  return { x: x - width / 2, y: y - height / 2, width, height, scale };
}

/** The Integration Process and the senders that call it. */
function mainPart({ nodes, edges, bounds }: Drawing): Rect {
  const main = nodes.find((node) => isFrame(node) && node.parent === undefined && node.look === 'plain');
  if (!main) return bounds;
  const inside = new Set(nodes.filter(({ parent }) => parent === main.id).map(({ id }) => id));
  const callers = edges
    .filter(({ kind, target }) => kind === 'channel' && inside.has(target))
    .map(({ source }) => source);
  const senders = nodes.filter(({ id, kind }) => kind === 'system' && callers.includes(id));
  return containing([main, ...senders].map((node) => node.bounds));
}
