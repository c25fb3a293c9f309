import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { download } from '../../../../src-main/jobs/download.ts';
import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { ExpectedBody } from '../../../../src-main/sap/tenant-client.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import { failureOf } from '../sap/failure-of.ts';
import { openClient, type TestClient } from '../sap/open-client.ts';
import { type Script, TenantServer } from '../sap/tenant-server.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

const path = "IntegrationDesigntimeArtifacts(Id='Orders',Version='active')/$value";
const zip = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(900_000, 7)]);
const page = '<!doctype html><title>Log on</title>';
const html = { 'content-type': 'text/html;charset=utf-8' };
const never = new AbortController().signal;

let folder: string;
let file: string;
let server: TenantServer;
let client: TestClient;
let jobs: Jobs;
let told: Job[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'download-'));
  file = join(folder, 'artifact.zip');
  server = await TenantServer.start();
  client = openClient(server);
  told = [];
  jobs = new Jobs({ changed: (all) => told.push(...all), logFault: unexpectedFault });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function save(script: Script, shape: ExpectedBody['shape'] = 'zip', signal = never) {
  server.on(path, script);
  const request = { path, area: 'content' } as const;
  const wanted = { connectionId: 'c1', name: 'Orders', file, request, shape };
  return download(jobs, client.client, wanted, signal);
}

describe('a download', () => {
  it('is a job with progress in bytes', async () => {
    expect(await save({ body: zip })).toEqual({ file });
    expect((await readFile(file)).equals(zip)).toBe(true);
    expect(await readdir(folder)).toEqual(['artifact.zip']);
    const steps = new Set(told.map(({ done }) => done));
    expect(steps.size).toBeGreaterThan(2);
    expect(jobs.list()).toMatchObject([
      { kind: 'download', title: 'Download of Orders', state: 'done', done: zip.length, total: zip.length },
    ]);
  });

  it('is cancelled as a job, leaves no temporary file and what stood there before', async () => {
    await writeFile(file, 'older');
    const saving = save((response) => {
      response.writeHead(200, { 'content-length': zip.length });
      response.write(zip.subarray(0, 600_000));
    });
    const failure = failureOf(saving, 'request.cancelled');
    await vi.waitFor(() => expect(told.at(-1)?.done).toBeGreaterThan(0));
    expect(await readdir(folder)).toHaveLength(2);
    jobs.cancel(jobs.list()[0]?.id ?? '');
    await failure;
    expect(jobs.list()).toMatchObject([{ state: 'cancelled' }]);
    expect(await readdir(folder)).toEqual(['artifact.zip']);
    expect(await readFile(file, 'utf8')).toBe('older');
  });

  it('goes on where nobody waits for it any more', async () => {
    let finish = (): void => undefined;
    const waiting = new AbortController();
    const saving = save(
      (response) => {
        response.write(zip.subarray(0, 600_000));
        finish = () => response.end(zip.subarray(600_000));
      },
      'zip',
      waiting.signal,
    );
    const failure = failureOf(saving, 'request.cancelled');
    await vi.waitFor(() => expect(told.at(-1)?.done).toBeGreaterThan(0));
    waiting.abort();
    await failure;
    finish();
    expect(await jobs.ended(jobs.list()[0]?.id ?? '')).toMatchObject({ state: 'done' });
    expect((await readFile(file)).equals(zip)).toBe(true);
  });
});

describe('an answer that is something else than was asked for', () => {
  it.each([
    ['a web page', { headers: html, body: page }, 'tenant.not-json'],
    [
      'a web page that says to be a zip',
      { headers: { 'content-type': 'application/zip' }, body: page },
      'content.unreadable',
    ],
    ['a few bytes', { body: 'PK' }, 'content.unreadable'],
    ['nothing', { body: '' }, 'tenant.empty-answer'],
  ] as const)('is no artifact where it is %s', async (_, answer, code) => {
    await failureOf(save(answer), code);
    expect(await readdir(folder)).toEqual([]);
    expect(jobs.list()).toMatchObject([{ state: 'failed', error: { code } }]);
  });

  it('is no attachment where it is a web page and the attachment is none', async () => {
    await failureOf(save({ headers: html, body: page }, 'data'), 'tenant.not-json');
    expect(await readdir(folder)).toEqual([]);
    await save({ headers: html, body: page }, 'any');
    expect(await readFile(file, 'utf8')).toBe(page);
  });

  it('may be an attachment of any bytes, or of none', async () => {
    await save({ body: 'x' }, 'data');
    expect(await readFile(file, 'utf8')).toBe('x');
    await save({ body: '' }, 'data');
    expect(await readFile(file, 'utf8')).toBe('');
  });

  it.each([
    ['announced', { 'content-length': String(zip.length) }],
    ['not announced', { 'transfer-encoding': 'chunked' }],
  ])('is refused as too large where its length is %s', async (_, headers) => {
    server.on(path, { headers, body: zip });
    const expected = { limit: 500_000, shape: 'zip', progress: () => undefined } as const;
    const saving = client.client.save({ path, area: 'content' }, file, expected);
    expect((await failureOf(saving, 'content.too-large')).facts.reason).toMatch(/^It is larger than /);
    expect(await readdir(folder)).toEqual([]);
  });
});
