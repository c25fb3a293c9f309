import { describe, expect, it } from 'vitest';

import { ContentReader } from '../../../../src-main/content/content-reader.ts';
import { answerRequest } from '../../../../src-main/content/reader/answer-request.ts';
import type { ReaderPort, ReaderReply, ReaderRequest } from '../../../../src-main/content/reader/protocol.ts';
import { flowArtifact, flowPath, flowXml } from './reader/build-artifact.ts';

/** A reader in this process; `hang` and `die` stand for what hostile content does to a real one. */
class Process implements ReaderPort {
  readonly requests: ReaderRequest[] = [];
  isEnded = false;
  mode: 'answer' | 'hang' | 'die' = 'answer';
  #reply: (reply: ReaderReply) => void = () => undefined;
  #end: () => void = () => undefined;

  post(request: ReaderRequest): void {
    this.requests.push(request);
    if (this.mode === 'die') this.end();
    if (this.mode === 'answer') void answerRequest(request).then((reply) => this.#reply(reply));
  }

  onReply(listener: (reply: ReaderReply) => void): void {
    this.#reply = listener;
  }

  onEnd(listener: () => void): void {
    this.#end = listener;
  }

  end(): void {
    this.isEnded = true;
    this.#end();
  }
}

function setUp(modes: readonly Process['mode'][] = [], timeLimit = 5_000) {
  const started: Process[] = [];
  const reader = new ContentReader({
    timeLimit,
    spawn: () => {
      const process = new Process();
      process.mode = modes[started.length] ?? 'answer';
      started.push(process);
      return process;
    },
  });
  return { reader, started };
}

const artifact = flowArtifact(flowXml());

describe('the content reader', () => {
  it('starts its process before it is asked, and once', async () => {
    const { reader, started } = setUp();
    reader.expect();
    reader.expect();
    expect(started.length).toBe(1);
    expect((await reader.read(artifact)).id).toBe('My_Flow');
    expect(started.length).toBe(1);
  });

  it('starts one process for many readings', async () => {
    const { reader, started } = setUp();
    const [model, text] = await Promise.all([reader.read(artifact), reader.resource(artifact, flowPath)]);
    expect(model.id).toBe('My_Flow');
    expect(Buffer.from(text).toString()).toBe(flowXml());
    expect(started.length).toBe(1);
  });

  it('tells why content is refused', async () => {
    const { reader } = setUp();
    await expect(reader.read(Buffer.from('no zip'))).rejects.toMatchObject({ code: 'content.unreadable' });
    await expect(reader.read(flowArtifact('<a'))).rejects.toMatchObject({
      code: 'content.unreadable',
      facts: { reason: expect.stringContaining('not well-formed') as string },
    });
    await expect(reader.resource(artifact, 'nowhere')).rejects.toMatchObject({ code: 'content.unreadable' });
  });

  it('ends a process that takes too long, and reads on with another', async () => {
    const { reader, started } = setUp(['hang'], 50);
    await expect(reader.read(artifact)).rejects.toMatchObject({ code: 'content.reader-stopped' });
    expect(started[0]?.isEnded).toBe(true);
    expect((await reader.read(artifact)).id).toBe('My_Flow');
    expect(started.length).toBe(2);
  });

  it('survives a process that dies', async () => {
    const { reader, started } = setUp(['die']);
    await expect(reader.read(artifact)).rejects.toMatchObject({ code: 'content.reader-stopped' });
    expect((await reader.read(artifact)).id).toBe('My_Flow');
    expect(started.length).toBe(2);
  });

  it('ends the process of a reading that is given up', async () => {
    const { reader, started } = setUp(['hang']);
    const control = new AbortController();
    const reading = reader.read(artifact, control.signal);
    const next = reader.read(artifact);
    await Promise.resolve();
    control.abort();
    await expect(reading).rejects.toMatchObject({ code: 'request.cancelled' });
    expect((await next).id).toBe('My_Flow');
    expect(started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });
});
