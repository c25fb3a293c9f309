import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { readContent } from '../../../../../src-main/content/reader/read-content.ts';
import { Refusal } from '../../../../../src-main/content/reader/refusal.ts';
import { flowArtifact, flowXml } from './build-artifact.ts';
import { hostiles } from './hostile.ts';
import { watchInspect } from './watch-inspect.ts';

const canSample = existsSync('/proc/self/status');

// Much of it is making the content, which takes its time on a busy computer.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'atlas-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Making them takes longer than reading them, so each is made once. */
const files = hostiles.map(({ make, ...expected }, at) => {
  const path = join(folder, `${at}.zip`);
  writeFileSync(path, make());
  return { ...expected, path };
});

describe('hostile content', () => {
  it.each(files)('$name', async ({ path, refusedAs, warning }) => {
    const content = readFileSync(path);
    if (refusedAs === undefined) {
      const { warnings } = await readContent(content);
      expect(warnings.map(({ code }) => code)).toEqual(warning === undefined ? [] : [warning]);
      return;
    }
    const fault = await readContent(content).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(fault).toBeInstanceOf(Refusal);
    expect(fault).toMatchObject({ code: refusedAs });
    expect((fault as Refusal).message).toMatch(/^[^\n]{10,}\.$/);
  });
});

describe.skipIf(!canSample)(
  `hostile content in a process of its own${canSample ? '' : ' (there is no /proc)'}`,
  () => {
    const harmless = join(folder, 'harmless.zip');

    beforeAll(async () => {
      writeFileSync(harmless, flowArtifact(flowXml()));
      // The first run builds the command.
      await watchInspect([harmless]);
    }, 120_000);

    it('takes under 2 s each, and under 200 MB for all of it', async () => {
      const usual = await watchInspect([harmless]);
      expect(usual.code).toBe(0);
      const { code, lines, peak } = await watchInspect(files.map(({ path }) => path));
      expect(code).toBe(1);
      const refused = files.filter(({ refusedAs }) => refusedAs !== undefined);
      expect(lines.map(({ text }) => text.slice(0, text.indexOf(': ')))).toEqual(
        refused.map(({ path }) => path),
      );
      let before = usual.cpu;
      for (const { text, cpu } of lines) {
        // Time on the processor: other work on this computer must not fail the test.
        expect(cpu - before, text).toBeLessThan(2);
        before = cpu;
      }
      expect(peak - usual.peak).toBeLessThan(200 * 1024);
    }, 120_000);
  },
);
