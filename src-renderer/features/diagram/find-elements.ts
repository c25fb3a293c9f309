import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import { type Drawing, isFrame } from './drawing/drawing.ts';
import { stops } from './walk.ts';

/** Ids of what a search finds, in reading order: by name, kind in SAP's words, id, and the address of a channel. Every word must be found. */
export function findElements(drawing: Drawing, flow: Flow, text: string): readonly string[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const types = new Map(flow.steps.map(({ id, type }) => [id, type]));
  const frames = drawing.nodes.filter(isFrame);
  return [...stops(drawing), ...frames]
    .filter((element) => {
      const detail = 'detail' in element ? element.detail : '';
      const said = [element.name, element.typeName, element.id, types.get(element.id) ?? '', detail]
        .join('\n')
        .toLowerCase();
      return words.every((word) => said.includes(word));
    })
    .map(({ id }) => id);
}
