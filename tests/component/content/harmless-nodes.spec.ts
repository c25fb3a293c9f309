import { describe, expect, test } from 'vitest';

import { harmlessNodes } from '../../../src-renderer/features/content/harmless-nodes.ts';

function htmlOf(html: string): string {
  const host = document.createElement('div');
  host.append(harmlessNodes(html, document));
  return host.innerHTML;
}

describe('harmlessNodes', () => {
  test('keeps text and structure', () => {
    expect(htmlOf('<p>One <strong>two</strong></p><ul><li>three</li></ul>')).toBe(
      '<p>One <strong>two</strong></p><ul><li>three</li></ul>',
    );
  });

  test.each([
    ['<p onclick="x()" style="color:red" class="a">t</p>', '<p>t</p>'],
    ['<a href="javascript:x()">link</a>', 'link'],
    ['<img src=x onerror=alert(1)>text', 'text'],
    ['<svg><script>x()</script><text>t</text></svg>after', 'after'],
    ['<style>p{}</style><iframe srcdoc="<p>in</p>"></iframe>rest', 'rest'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', ''],
    ['a &lt;b&gt; c', 'a &lt;b&gt; c'],
  ])('%s becomes %s', (html, expected) => {
    expect(htmlOf(html)).toBe(expected);
  });

  test('puts headings below those of the page', () => {
    expect(htmlOf('<h1>Title</h1>')).toBe('<h4>Title</h4>');
  });

  test('gives up depth rather than the window', () => {
    const deep = '<div>'.repeat(1_000);
    expect(() => htmlOf(`${deep}x`)).not.toThrow();
  });
});
