import { fromModelText } from '../../../src-shared/content/artifact/model-text.ts';
import type { InputOf } from '../../../src-shared/contract/call.ts';
import type { Contract } from '../../../src-shared/contract/contract.ts';
import type { OpenedContent } from '../../../src-shared/model/artifact.ts';
import type { Api } from './api.ts';

/** Opens a content, and takes its model out of the text as which it came. */
export async function openContent(
  api: Api,
  input: InputOf<Contract['artifact']['open']>,
  signal: AbortSignal,
): Promise<OpenedContent> {
  const { modelText, ...opened } = await api.artifact.open(input, { signal });
  return { ...opened, model: fromModelText(modelText) };
}
