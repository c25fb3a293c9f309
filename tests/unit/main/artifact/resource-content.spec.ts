import { describe, expect, it } from 'vitest';

import { resourceContent } from '../../../../src-main/artifact/resource-content.ts';

const shown = (text: string, path: string): string | undefined => {
  const content = resourceContent(Buffer.from(text), path);
  return content.shape === 'text' ? content.text : undefined;
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('files of a package export that are base64', () => {
  it.each(['resources.cnt', 'contentmetadata.md', 'Export/resources.cnt'])(
    '%s is shown as it reads',
    (path) => {
      expect(shown(base64('{"resources":["Zürich"]}'), path)).toBe('{"resources":["Zürich"]}');
    },
  );

  it('stay as they are where they hold plain text, or nothing that can be read', () => {
    expect(shown('{"resources":[]}', 'resources.cnt')).toBe('{"resources":[]}');
    expect(shown('/wD/AP8A', 'resources.cnt')).toBe('/wD/AP8A');
    expect(shown('', 'contentmetadata.md')).toBe('');
  });

  it('are no others, whatever they hold', () => {
    expect(shown(base64('secret words'), 'src/main/resources/script/data.txt')).toBe(base64('secret words'));
  });
});
