import { describe, expect, it } from 'vitest';

import type { MainPort, SenderEvent } from '../../../../src-main/ipc/answer.ts';
import { answerLater } from '../../../../src-main/ipc/answer-later.ts';

type Listener = Parameters<MainPort['handle']>[1];

const event: SenderEvent = { senderFrame: null, sender: { id: 1, mainFrame: undefined } };

function electron() {
  const listeners = new Map<string, Listener>();
  const heard: string[] = [];
  const port: MainPort = {
    handle: (channel, listener) => listeners.set(channel, listener),
    on: (channel) => heard.push(channel),
  };
  const invoke = (channel: string, message: unknown) => {
    const listener = listeners.get(channel);
    if (!listener) throw new Error(`No handler registered for '${channel}'`);
    return listener(event, message);
  };
  return { port, invoke, heard };
}

describe('a call that comes before its services', () => {
  it('is answered when they are there, with what it brought', async () => {
    const { port, invoke } = electron();
    const later = answerLater(port, ['call:app.one', 'call:app.two']);
    const asked = invoke('call:app.two', 'input');
    later.handle('call:app.two', async (from, message) => [from.sender.id, message]);
    await expect(asked).resolves.toEqual([1, 'input']);
    await expect(invoke('call:app.two', 'again')).resolves.toEqual([1, 'again']);
  });

  it('waits for its own services only', async () => {
    const { port, invoke } = electron();
    const later = answerLater(port, ['call:app.one', 'call:app.two']);
    let answered = false;
    void invoke('call:app.one', undefined).then(() => (answered = true));
    later.handle('call:app.two', async () => 'two');
    await expect(invoke('call:app.two', undefined)).resolves.toBe('two');
    expect(answered).toBe(false);
  });

  it('brings back the fault of its service', async () => {
    const { port, invoke } = electron();
    const later = answerLater(port, ['call:app.one']);
    const asked = invoke('call:app.one', undefined);
    later.handle('call:app.one', () => Promise.reject(new Error('broken')));
    await expect(asked).rejects.toThrow('broken');
  });
});

describe('the port', () => {
  it('tells of the first call, and not before', async () => {
    const { port, invoke } = electron();
    const later = answerLater(port, ['call:app.one']);
    const told: string[] = [];
    const asked = later.asked.then(() => told.push('asked'));
    await Promise.resolve();
    expect(told).toEqual([]);
    void invoke('call:app.one', undefined);
    await asked;
    expect(told).toEqual(['asked']);
  });

  it('handles a channel once, and none that the contract does not have', () => {
    const later = answerLater(electron().port, ['call:app.one']);
    later.handle('call:app.one', async () => undefined);
    expect(() => later.handle('call:app.one', async () => undefined)).toThrow('handled already');
    expect(() => later.handle('call:app.other', async () => undefined)).toThrow('not in the contract');
  });

  it('listens to one-way messages as it is', () => {
    const { port, heard } = electron();
    answerLater(port, []).on('cancel', () => undefined);
    expect(heard).toEqual(['cancel']);
  });
});
