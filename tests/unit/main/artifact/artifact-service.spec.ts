import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { artifactInputs } from '../../../../src-main/artifact/inputs.ts';
import { fromModelText } from '../../../../src-shared/content/artifact/model-text.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { flowArtifact, flowPath, flowXml, step, zipOf } from '../content/reader/build-artifact.ts';
import { type ArtifactWorld, artifactWorld, contentPath, never, place } from './artifact-world.ts';

const script = 'src/main/resources/script/log it.groovy';
const first = flowArtifact(flowXml({ process: step('S1', 'Script', { script: 'log it.groovy' }) }), {
  [script]: 'println "Hällo"\r\nreturn hello\n',
  'src/main/resources/picture.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2),
  'src/main/resources/lib/a.jar': Uint8Array.of(0x50, 0x4b, 0, 0, 1),
});
const second = flowArtifact(flowXml({ process: step('S1', 'Enricher') }));

let world: ArtifactWorld;
let folder: string;

beforeEach(async () => {
  world = await artifactWorld();
  world.tenant.put(contentPath, first);
  folder = mkdtempSync(join(tmpdir(), 'artifact-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('content of a tenant', () => {
  it('is read once as long as the lists say the same of it', async () => {
    await world.list('1.0.1', 1);
    const opened = await world.service.open({ place }, never);
    expect(fromModelText(opened.modelText).id).toBe('My_Flow');
    expect(opened.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await world.service.open({ place }, never)).sha256).toBe(opened.sha256);
    expect(world.tenant.paths).toEqual([contentPath]);
    await world.service.open({ place, again: true }, never);
    await world.list('1.0.1', 2);
    await world.service.open({ place }, never);
    expect(world.tenant.paths.length).toBe(3);
  });

  it('is read each time while it is a draft', async () => {
    await world.list(null, 1);
    await world.service.open({ place }, never);
    await world.service.open({ place }, never);
    expect(world.tenant.paths.length).toBe(2);
  });

  it('stays as it was seen, to be opened and compared later', async () => {
    await world.list('1.0.1', 1);
    const { sha256 = '' } = await world.service.open({ place }, never);
    world.now += 1000;
    world.tenant.put(contentPath, second);
    await world.list('1.0.2', 2);
    const newer = await world.service.open({ place }, never);
    expect(newer.sha256).not.toBe(sha256);
    const kept = await world.service.kept(place, never);
    expect(kept.map(({ version }) => version)).toEqual(['1.0.2', '1.0.1']);
    expect(kept[1]).toEqual({
      sha256,
      version: '1.0.1',
      bytes: first.length,
      firstSeenAt: world.now - 1000,
      seenAt: world.now - 1000,
    });
    world.service.forget();
    const older = await world.service.open({ place: { ...place, sha256 } }, never);
    expect(fromModelText(older.modelText).flows[0]?.steps.map(({ type }) => type)).toContain('Script');
    expect(world.tenant.paths.length).toBe(2);
  });

  it('is shown as kept where the tenant cannot be asked, with the reason', async () => {
    await world.list(null, 1);
    const { sha256 } = await world.service.open({ place }, never);
    world.tenant.put(contentPath, new AppError('network.timeout', 'x'));
    const opened = await world.service.open({ place }, never);
    expect(opened).toMatchObject({ sha256, notRead: { code: 'network.timeout' } });
  });

  it('leaves nothing behind where it is no artifact, or the reading was given up', async () => {
    await world.list('1.0.1', 1);
    world.tenant.put(contentPath, '<html>Sign in</html>');
    await expect(world.service.open({ place }, never)).rejects.toMatchObject({ code: 'content.unreadable' });
    await expect(world.service.open({ place }, AbortSignal.abort())).rejects.toThrow();
    expect(await world.library.all('SELECT * FROM contents')).toEqual([]);
  });

  it('is named where no list has it', async () => {
    const gone = { ...place, artifactId: 'Gone' };
    await expect(world.service.open({ place: gone }, never)).rejects.toMatchObject({
      code: 'tenant.not-found',
      facts: { reason: 'The lists of the tenant have no artifact "Gone" of this kind.' },
    });
  });

  it('is not asked for where SAP does not hand it out', async () => {
    await world.list('1.0.1', 1, 'READ_ONLY');
    await expect(world.service.open({ place }, never)).rejects.toMatchObject({
      code: 'content.configure-only',
    });
    expect(world.tenant.paths).toEqual([]);
  });
});

describe("the reader's process", () => {
  it('gets ready while the tenant is asked', async () => {
    await world.list('1.0.1', 1);
    const ready: number[] = [];
    world.tenant.before = () => void ready.push(world.started);
    await world.service.open({ place }, never);
    expect([ready, world.started]).toEqual([[1], 1]);
  });

  it('is not started for what is in memory already', async () => {
    await world.list('1.0.1', 1);
    const file = join(folder, 'a.zip');
    writeFileSync(file, first);
    const [opened] = world.files.open([file]);
    const inFile = { of: 'file', token: opened?.token ?? '' } as const;
    await world.service.open({ place }, never);
    await world.service.open({ place: inFile }, never);
    world.reader.end();
    await world.service.open({ place }, never);
    await world.service.open({ place: inFile }, never);
    expect(world.started).toBe(1);
  });

  it('is not started for what nobody hands out', async () => {
    await expect(world.service.open({ place }, never)).rejects.toMatchObject({ code: 'tenant.not-found' });
    await world.list('1.0.1', 1, 'READ_ONLY');
    await expect(world.service.open({ place }, never)).rejects.toMatchObject({
      code: 'content.configure-only',
    });
    expect(world.started).toBe(0);
  });
});

describe('the zip of an artifact', () => {
  it('is saved as it was handed out, and is in the library from then on', async () => {
    await world.list('1.0.1', 1);
    expect(await world.service.saveZip({ place }, never)).toBeUndefined();
    world.chosen = { file: join(folder, 'my flow.zip') };
    expect(await world.service.saveZip({ place }, never)).toEqual(world.chosen);
    expect(readFileSync(join(folder, 'my flow.zip')).equals(first)).toBe(true);
    expect((await world.service.kept(place, never)).map(({ bytes }) => bytes)).toEqual([first.length]);
    // Without the tenant, too: it was read once.
    expect(world.tenant.paths).toEqual([contentPath]);
    world.tenant.put(contentPath, new AppError('network.timeout', 'x'));
    rmSync(join(folder, 'my flow.zip'));
    await world.service.saveZip({ place }, never);
    expect(existsSync(join(folder, 'my flow.zip'))).toBe(true);
  });

  it('is no file where nobody may have it, or what came is none', async () => {
    world.chosen = { file: join(folder, 'none.zip') };
    await world.list('1.0.1', 1, 'READ_ONLY');
    await expect(world.service.saveZip({ place }, never)).rejects.toMatchObject({
      code: 'content.configure-only',
    });
    await world.list('1.0.1', 1);
    world.tenant.put(contentPath, '<html>Sign in</html>');
    await expect(world.service.saveZip({ place }, never)).rejects.toMatchObject({
      code: 'content.unreadable',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('files of an artifact', () => {
  beforeEach(async () => {
    await world.list('1.0.1', 1);
    await world.service.open({ place }, never);
  });

  it('come as text, picture or bytes', async () => {
    const text = await world.service.resource({ place, path: script }, never);
    expect(text).toEqual({
      shape: 'text',
      text: 'println "Hällo"\r\nreturn hello\n',
      bytes: 31,
      isCut: false,
    });
    const picture = await world.service.resource({ place, path: 'src/main/resources/picture.png' }, never);
    expect(picture).toMatchObject({ shape: 'image', mime: 'image/png' });
    const jar = await world.service.resource({ place, path: 'src/main/resources/lib/a.jar' }, never);
    expect(jar).toMatchObject({ shape: 'binary', bytes: 5 });
  });

  it('are searched line by line, whatever the letters and signs', async () => {
    const { lines, isCut } = await world.service.find({ place, text: 'HELLO' }, never);
    expect(lines).toEqual([{ path: script, line: 2, text: 'return hello', from: 7, to: 12 }]);
    expect(isCut).toBe(false);
    expect((await world.service.find({ place, text: 'hällo"' }, never)).lines[0]?.line).toBe(1);
    expect((await world.service.find({ place, text: '.*' }, never)).lines).toEqual([]);
  });

  it('are saved where the person wants them, the whole of them into a new folder', async () => {
    expect(await world.service.saveResource({ place, path: script }, never)).toBeUndefined();
    world.chosen = { file: join(folder, 'own name.groovy'), folder };
    await world.service.saveResource({ place, path: script }, never);
    expect(readFileSync(join(folder, 'own name.groovy'), 'utf8')).toContain('Hällo');
    await world.service.saveAll({ place }, never);
    const again = await world.service.saveAll({ place }, never);
    expect(again).toEqual({ folder: join(folder, 'My_Flow (2)') });
    expect(readdirSync(folder).sort()).toEqual(['My_Flow', 'My_Flow (2)', 'own name.groovy']);
    expect(readFileSync(join(folder, 'My_Flow', flowPath), 'utf8')).toContain('bpmn2:definitions');
    expect(existsSync(join(folder, 'My_Flow (2)', script))).toBe(true);
  });

  it('tell which other artifacts name the same things', async () => {
    await world.library.write([
      {
        sql: 'INSERT INTO artifact_references (kind, id, type, thing, "use", artifact) VALUES (\'IntegrationFlow\', ?, ?, ?, ?, ?)',
        rows: [
          ['My_Flow', 'jms-queue', 'orders', 'writes', ''],
          ['Other', 'jms-queue', 'orders', 'reads', ''],
          ['Other', 'script', 'a.groovy', 'uses', 'My_Flow'],
          ['Other', 'jms-queue', 'prices', 'reads', ''],
        ],
      },
    ]);
    const { related } = await world.service.relations(place, never);
    expect(related.map(({ artifactId, type, thing, use }) => [artifactId, type, thing, use])).toEqual([
      ['Other', 'jms-queue', 'orders', 'reads'],
      ['Other', 'script', 'a.groovy', 'uses'],
    ]);
  });
});

describe('content of files', () => {
  const list = (path: string) =>
    Buffer.from(
      JSON.stringify({
        resources: [
          { id: 'p1', resourceType: 'ContentPackage', name: 'Sales', uniqueId: 'Sales' },
          { id: 'a1', resourceType: 'IFlow', name: path, uniqueId: 'My_Flow', displayName: 'My flow' },
        ],
      }),
    ).toString('base64');

  it('is found by its token also where more are opened at once than are listed', () => {
    const paths = Array.from({ length: 120 }, (_, at) => join(folder, `${at}.zip`));
    const opened = world.service.dropFiles({ files: paths });
    expect(opened.map(({ token }) => world.files.find(token).path)).toEqual(paths);
    world.service.dropFiles({ files: [join(folder, 'later.zip')] });
    expect(opened.map(({ token }) => world.files.find(token).path)).toEqual(paths);
    expect(
      world.service
        .recentFiles()
        .map(({ name }) => name)
        .slice(0, 2),
    ).toEqual(['later.zip', '0.zip']);
    expect(world.service.recentFiles().length).toBe(50);
  });

  it('is opened by a token, and read anew when the file has changed', async () => {
    const file = join(folder, 'My flow.zip');
    writeFileSync(file, first);
    const [opened] = world.service.dropFiles({ files: [file] });
    const token = opened?.token ?? '';
    expect(opened).toMatchObject({ name: 'My flow.zip', path: file });
    expect(world.service.recentFiles()).toEqual([opened]);
    expect(world.service.dropFiles({ files: [file] })[0]?.token).toBe(token);
    const { modelText, file: shown } = await world.service.open({ place: { of: 'file', token } }, never);
    expect([fromModelText(modelText).id, shown?.name]).toEqual(['My_Flow', 'My flow.zip']);
    await world.service.open({ place: { of: 'file', token } }, never);
    expect(world.read.length).toBe(1);
    writeFileSync(file, Buffer.concat([second]));
    await world.service.open({ place: { of: 'file', token } }, never);
    expect(world.read.length).toBe(2);
    rmSync(file);
    await expect(world.service.open({ place: { of: 'file', token } }, never)).rejects.toMatchObject({
      code: 'content.file-gone',
    });
  });

  it('reaches into a package export', async () => {
    const file = join(folder, 'Sales.zip');
    writeFileSync(file, zipOf({ 'resources.cnt': list('My_Flow.zip'), a1_content: first }));
    const [opened] = world.service.dropFiles({ files: [file] });
    const token = opened?.token ?? '';
    const whole = await world.service.open({ place: { of: 'file', token } }, never);
    expect(fromModelText(whole.modelText).kind).toBe('IntegrationPackage');
    const inner = { of: 'file', token, entryId: 'a1' } as const;
    const { modelText } = await world.service.open({ place: inner }, never);
    expect(fromModelText(modelText).id).toBe('My_Flow');
    const text = await world.service.resource({ place: inner, path: script }, never);
    expect(text).toMatchObject({ shape: 'text', bytes: 31 });
    expect((await world.service.find({ place: inner, text: 'hello' }, never)).lines.length).toBe(1);
    await expect(
      world.service.open({ place: { of: 'file', token, entryId: 'other' } }, never),
    ).rejects.toMatchObject({ code: 'content.file-gone' });
  });

  it('is what the person chose and nothing else', async () => {
    expect(await world.service.chooseFiles({ what: 'files' })).toEqual([]);
    world.chosen = { folder };
    expect((await world.service.chooseFiles({ what: 'folder' }))[0]?.path).toBe(folder);
    const unknown = { of: 'file', token: crypto.randomUUID() } as const;
    await expect(world.service.open({ place: unknown }, never)).rejects.toMatchObject({
      code: 'content.file-gone',
    });
    expect(artifactInputs.open.safeParse({ place: { of: 'file', token: '/etc/passwd' } }).success).toBe(
      false,
    );
  });

  it('that lies in no folder is refused in words, with all that came with it', () => {
    const files = [join(folder, 'saved.zip'), ''];
    expect(artifactInputs.dropFiles.safeParse({ files }).success).toBe(true);
    expect(() => world.service.dropFiles({ files })).toThrow(
      expect.objectContaining({ code: 'content.file-not-saved' }),
    );
    expect(world.service.recentFiles()).toEqual([]);
  });

  it('waits for a window, and goes to the first that takes it', () => {
    world.files.wait([join(folder, 'a.zip')]);
    expect(world.service.takeFiles().map(({ name }) => name)).toEqual(['a.zip']);
    expect(world.service.takeFiles()).toEqual([]);
  });
});
