import type { ArtifactModel } from './model.ts';

/**
 * The model as it crosses processes and the bridge: the thousands of objects of one flow are copied at each border, a text is handed
 * over. It is taken apart where it is looked into.
 */
export function toModelText(model: ArtifactModel): string {
  return JSON.stringify(model);
}

export function fromModelText(text: string): ArtifactModel {
  return JSON.parse(text) as ArtifactModel;
}
