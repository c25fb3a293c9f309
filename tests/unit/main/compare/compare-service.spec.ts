import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CompareService } from '../../../../src-main/compare/compare-service.ts';
import { compareInputs } from '../../../../src-main/compare/inputs.ts';
import { ContentReader } from '../../../../src-main/content/content-reader.ts';
import { semanticOnly } from '../../../../src-shared/compare/difference.ts';
import type { CompareSide } from '../../../../src-shared/model/compare.ts';
import {
  type ArtifactWorld,
  artifactWorld,
  contentPath,
  never,
  place,
  readerHere,
} from '../artifact/artifact-world.ts';
import { connection } from '../content/content-world.ts';
import {
  flowArtifact,
  flowManifest,
  flowPath,
  flowXml,
  manifestOf,
  step,
  zipOf,
} from '../content/reader/build-artifact.ts';

const script = 'src/main/resources/script/map.groovy';
const map = step('S1', 'Script', { script: 'map.groovy' });
const first = flowArtifact(flowXml({ process: map }), { [script]: 'return 1\n' });
const second = flowArtifact(flowXml({ process: map + step('S2', 'Enricher') }), { [script]: 'return 2\n' });
const runtimePath = "IntegrationRuntimeArtifacts('My_Flow')/$value";
const deployed: CompareSide = { ...place, of: 'deployed' };

let world: ArtifactWorld;
let service: CompareService;
let folder: string;
let saved: string | undefined;

beforeEach(async () => {
  world = await artifactWorld();
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
  saved = undefined;
  service = create(new ContentReader({ spawn: () => readerHere([]) }));
});

function create(reader: ContentReader): CompareService {
  return new CompareService({
    sessions: { get: async () => ({ connection, client: world.tenant, library: world.library }) },
    artifacts: world.service,
    reader,
    saveAs: async (name) => (saved === undefined ? undefined : join(folder, saved === '' ? name : saved)),
    now: () => world.now,
  });
}

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A flow that was seen twice, deployed in the first version. */
async function seenTwice(): Promise<string> {
  await world.list('1.0.1', 1);
  world.tenant.put(contentPath, first);
  const { sha256 = '' } = await world.service.open({ place }, never);
  await world.list('1.0.2', 2);
  world.tenant.put(contentPath, second);
  await world.library.write([
    {
      sql: `INSERT INTO runtime_artifacts (id, name, version, type, status, deployed_by, deployed_at, search) VALUES ('My_Flow', 'My flow', '1.0.1', 'INTEGRATION_FLOW', 'STARTED', '', 1, '')`,
      params: [],
    },
  ]);
  return sha256;
}

/** A reader whose readings wait until they are released. */
class HeldReader extends ContentReader {
  reads = 0;
  release: () => void = () => undefined;
  readonly #held = new Promise<void>((resume) => {
    this.release = resume;
  });

  override async read(...asked: Parameters<ContentReader['read']>): ReturnType<ContentReader['read']> {
    this.reads += 1;
    await this.#held;
    return super.read(...asked);
  }
}

describe('comparing', () => {
  it('keeps nothing in memory of a connection that is gone', async () => {
    const sides = { before: { ...place, sha256: await seenTwice() }, after: place };
    const reader = new HeldReader({ spawn: () => readerHere([]) });
    reader.release();
    service = create(reader);
    await service.flows(sides, never);
    const once = reader.reads;
    await service.flows(sides, never);
    service.connectionGone('another');
    await service.flows(sides, never);
    expect(reader.reads).toBe(once);
    service.connectionGone(place.connectionId);
    await service.flows(sides, never);
    expect(reader.reads).toBe(once * 2);
  });

  it('goes on for the others when the first who asked gives up', async () => {
    const sides = { before: { ...place, sha256: await seenTwice() }, after: place };
    const reader = new HeldReader({ spawn: () => readerHere([]) });
    service = create(reader);
    const first = new AbortController();
    const given = service.flows(sides, first.signal);
    await expect.poll(() => reader.reads).toBe(1);
    const refused = expect(given).rejects.toMatchObject({ code: 'request.cancelled' });
    const others = [service.flows(sides, never), service.flows(sides, never)];
    // Nothing they need has to be read: they have joined by the next turn.
    await new Promise((resume) => {
      setImmediate(resume);
    });
    first.abort();
    await refused;
    reader.release();
    for (const other of others) expect((await other)[0]?.after).toBeDefined();
  });

  it('a version seen before with the design time, with flows and texts', async () => {
    const sides = { before: { ...place, sha256: await seenTwice() }, after: place };
    const { before, after, comparison, files } = await service.run(
      { ...sides, options: semanticOnly },
      never,
    );
    expect([before.origin, after.origin]).toEqual(['library', 'design-time']);
    expect(comparison.differences.map(({ kind }) => kind)).toEqual(['step-added', 'file-changed']);
    expect(files.map(({ path, isSameInForm }) => [path, isSameInForm])).toEqual([
      [flowPath, false],
      [script, false],
    ]);
    const flows = await service.flows(sides, never);
    expect(flows.map(({ before, after }) => [before?.steps.length, after?.steps.length])).toEqual([[2, 3]]);
    const texts = await service.texts({ ...sides, path: script }, never);
    expect(texts).toMatchObject({ before: { text: 'return 1\n' }, after: { text: 'return 2\n' } });
    expect(await service.texts({ ...sides, path: 'none' }, never)).toEqual({});
  });

  it('every flow of an artifact with its own on the other side, however its file is called there', async () => {
    const folderOf = flowPath.slice(0, flowPath.lastIndexOf('/') + 1);
    const [same, retry, retried, gone] = ['Same', 'Retry', 'Retry again', 'Unused'].map(
      (name) => `${folderOf}${name}.iflw`,
    ) as [string, string, string, string];
    const xml = (...ids: string[]): string =>
      flowXml({ process: ids.map((id) => step(id, 'Enricher')).join('') });
    const place1 = join(folder, 'before.zip');
    const place2 = join(folder, 'after.zip');
    const manifest = { 'META-INF/MANIFEST.MF': flowManifest() };
    writeFileSync(
      place1,
      zipOf({ ...manifest, [same]: xml('S1'), [retry]: xml('S1', 'S2'), [gone]: xml('S1') }),
    );
    writeFileSync(place2, zipOf({ ...manifest, [same]: xml('S1'), [retried]: xml('S1', 'S2', 'S3') }));
    const [before, after] = world.files
      .open([place1, place2])
      .map(({ token }) => ({ of: 'file', token }) as const);
    const sides = { before: before as CompareSide, after: after as CompareSide };
    const flows = await service.flows(sides, never);
    expect(flows.map((flow) => [flow.before?.name, flow.after?.name])).toEqual([
      ['Same', 'Same'],
      ['Retry', 'Retry again'],
      ['Unused', undefined],
    ]);
    const texts = await service.texts({ ...sides, path: retried }, never);
    expect(texts.before).toMatchObject({ text: xml('S1', 'S2') });
    expect(texts.after).toMatchObject({ text: xml('S1', 'S2', 'S3') });
  });

  it('the design time with what runs: as the runtime hands it out', async () => {
    await seenTwice();
    world.tenant.put(runtimePath, first);
    // Deployed again since the lists were read: only then it is asked for.
    world.tenant.put("IntegrationRuntimeArtifacts('My_Flow')", { Id: 'My_Flow', Version: '1.2.3' });
    const { before, comparison } = await service.run(
      { before: deployed, after: place, options: semanticOnly },
      never,
    );
    expect(before.origin).toBe('runtime');
    expect(comparison.differences.length).toBe(2);
  });

  it('the design time with what runs: from the library where the runtime hands out nothing readable', async () => {
    await seenTwice();
    world.tenant.put(runtimePath, Buffer.from('<html>none</html>'));
    const run = service.run({ before: deployed, after: place, options: semanticOnly }, never);
    expect(await run).toMatchObject({
      before: { origin: 'deployed-copy' },
      comparison: { differences: [{}, {}] },
    });
  });

  it.each([
    [
      'what was built for running',
      zipOf({ 'META-INF/MANIFEST.MF': flowManifest(), 'OSGI-INF/beans.xml': '<x/>' }),
    ],
    ['something else', zipOf({ 'META-INF/MANIFEST.MF': manifestOf({ 'Bundle-SymbolicName': 'My_Flow' }) })],
    ['another version than runs', second],
  ])(
    'the design time with what runs: from the library where the runtime hands out %s',
    async (_what, zip) => {
      await seenTwice();
      world.tenant.put(runtimePath, zip);
      world.tenant.put("IntegrationRuntimeArtifacts('My_Flow')", { Id: 'My_Flow', Version: '1.0.1' });
      const { before, comparison } = await service.run(
        { before: deployed, after: place, options: semanticOnly },
        never,
      );
      expect(before.origin).toBe('deployed-copy');
      expect(comparison.differences.map(({ kind }) => kind)).toEqual(['step-added', 'file-changed']);
    },
  );

  it('says why what runs is not obtainable', async () => {
    await world.list('1.0.2', 2);
    world.tenant.put(contentPath, second);
    const run = (): Promise<unknown> =>
      service.run({ before: deployed, after: place, options: semanticOnly }, never);
    await expect(run()).rejects.toMatchObject({
      code: 'content.not-obtainable',
      facts: { reason: 'It is not deployed.' },
    });
  });

  it('files, and saves the differences for a change ticket', async () => {
    const paths = [first, second].map((bytes, at) => {
      writeFileSync(join(folder, `${at}.zip`), bytes);
      return join(folder, `${at}.zip`);
    });
    const [before, after] = world.files.open(paths).map(({ token }): CompareSide => ({ of: 'file', token }));
    if (!before || !after) throw new Error('The files were not opened.');
    const wanted = { before, after, options: semanticOnly };
    expect(await service.save({ ...wanted, format: 'html' }, never)).toBeUndefined();
    saved = '';
    const { file = '' } = (await service.save({ ...wanted, format: 'markdown' }, never)) ?? {};
    expect(file).toBe(join(folder, 'My flow_ differences.md'));
    expect(readFileSync(file, 'utf8')).toContain('step "S2 name" (Content Modifier)');
    saved = 'page.html';
    await service.save({ ...wanted, format: 'html' }, never);
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('0.zip, file');
  });

  it('takes no side but the known ones', () => {
    const options = semanticOnly;
    const is = (before: unknown): boolean =>
      compareInputs.run.safeParse({ before, after: place, options }).success;
    expect([is(place), is(deployed), is({ of: 'package', connectionId: 'c1', packageId: 'P' })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([is({ of: 'file', token: '/etc/passwd' }), is({ ...place, path: '/x' })]).toEqual([false, false]);
  });
});
