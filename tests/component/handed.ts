import { toModelText } from '../../src-shared/content/artifact/model-text.ts';
import type { HandedContent, OpenedContent } from '../../src-shared/model/artifact.ts';

/** A content as main hands it to the window. */
export function handed({ model, ...opened }: OpenedContent): HandedContent {
  return { ...opened, modelText: toModelText(model) };
}
