import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import { afterAll, describe, expect, it } from 'vitest';

import { runCommandLine } from '../../../../src-main/compare/command-line.ts';
import { flowArtifact, flowXml, step, zipOf } from '../content/reader/build-artifact.ts';

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const hostile = '<img src=x onerror=alert(1)>`|*_[a](javascript:b)\u202e';
const properties = 'src/main/resources/parameters.prop';
const before = file(
  'before.zip',
  flowArtifact(flowXml(), { [properties]: 'api.secret=s3cr3t-old\nsize=1\n' }),
);
const named = step('CallActivity_1', 'Enricher').replace(
  'CallActivity_1 name',
  hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
);
const after = file(
  'after.zip',
  flowArtifact(flowXml({ process: named }), {
    [properties]: `api.secret=s3cr3t-new\nsize=${'2\\n'.repeat(90)}\n`,
  }),
);

async function run(...args: readonly string[]): Promise<{ code: number; out: string; errors: string }> {
  const out = new PassThrough();
  const errors = new PassThrough();
  const code = await runCommandLine(args, out, errors);
  const text = (stream: PassThrough): string => String((stream.read() as Buffer | null) ?? '');
  return { code, out: text(out), errors: text(errors) };
}

describe('compare in the terminal', () => {
  it('answers 0 and says so where there is no difference', async () => {
    expect(await run(before, before)).toMatchObject({
      code: 0,
      out: expect.stringContaining('no difference') as string,
    });
  });

  it('lists differences with 1, without control characters and secrets', async () => {
    const { code, out } = await run(before, after);
    expect(code).toBe(1);
    expect(out).toContain('parameter "api.secret": Value is ••••••, was ••••••');
    expect(out).not.toMatch(/s3cr3t|\u202e/);
  });

  it('writes JSON with every field, secrets masked', async () => {
    const { out } = await run(before, after, '--json');
    expect(out).not.toContain('s3cr3t');
    const { differences } = JSON.parse(out) as { differences: Record<string, unknown>[] };
    for (const each of differences) {
      expect(Object.keys(each).sort()).toEqual([
        'after',
        'before',
        'change',
        'kind',
        'looksSecret',
        'part',
        'place',
        'subject',
      ]);
    }
  });

  it('writes Markdown and HTML in which the words of strangers mean nothing', async () => {
    const markdown = (await run(before, after, '--markdown')).out;
    expect(markdown).toContain('\\<img src=x onerror=alert(1)\\>\\`\\|\\*\\_\\[a\\](javascript:b)');
    const html = (await run(before, after, '--html')).out;
    expect(tagsOf(html)).toContain('h3');
    for (const tag of ['img', 'script']) expect(tagsOf(html)).not.toContain(tag);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<details>');
    for (const text of [markdown, html]) expect(text).not.toMatch(/s3cr3t|\u202e/);
  });

  it('answers 2 with one line for what cannot be read, and with its use for the rest', async () => {
    const none = file('none.zip', zipOf({ 'a.txt': 'x' }));
    expect(await run(before, none)).toMatchObject({ code: 2, out: '' });
    expect((await run(before, none)).errors.trim().split('\n')).toHaveLength(1);
    expect(await run(before)).toMatchObject({ code: 2, errors: expect.stringContaining('Usage:') as string });
    expect(await run(before, after, '--pdf')).toMatchObject({ code: 2 });
    expect(await run('--help')).toMatchObject({ code: 0 });
  });
});

/** Names of the tags of a page; what is escaped is none. */
function tagsOf(html: string): readonly string[] {
  return Array.from(html.matchAll(/<([a-z][a-z0-9]*)/gi), ([, name = '']) => name.toLowerCase());
}
