import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ActivityPublisher } from '../../../../src-main/connections/activity.ts';
import type { ConnectionActivity } from '../../../../src-shared/model/connections.ts';

function activity(connectionId: string, requests: number): ConnectionActivity {
  return {
    connectionId,
    reach: 'online',
    error: undefined,
    tokenExpiresAt: undefined,
    requests: [requests],
    allowedPerSecond: 9,
    library: { bytes: 0, kept: 'encrypted', error: undefined },
  };
}

let requests: number;
const publish = vi.fn();
const failed = vi.fn();
const read = vi.fn((id: string) => Promise.resolve(activity(id, requests)));
let publisher: ActivityPublisher;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  requests = 0;
  publisher = new ActivityPublisher({ read, publish, failed });
});
afterEach(() => {
  publisher.stop();
  vi.useRealTimers();
});

describe('ActivityPublisher', () => {
  it('tells at once, and then at most once per second and connection', async () => {
    for (let count = 0; count < 50; count += 1) publisher.changed('one');
    publisher.changed('two');
    await vi.advanceTimersByTimeAsync(0);
    expect(publish.mock.calls.map(([told]) => (told as ConnectionActivity).connectionId)).toEqual([
      'one',
      'two',
    ]);
    await vi.advanceTimersByTimeAsync(999);
    expect(publish).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('goes on telling until the meter is down to zero', async () => {
    requests = 3;
    publisher.changed('one');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(publish).toHaveBeenCalledTimes(3);
    requests = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(publish).toHaveBeenCalledTimes(4);
  });

  it('reports a failure instead of losing it, and goes on', async () => {
    const fault = new Error('broken');
    read.mockRejectedValueOnce(fault);
    publisher.changed('one');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(failed).toHaveBeenCalledWith(fault);
    publisher.changed('one');
    await vi.advanceTimersByTimeAsync(0);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('tells nothing of a connection that was removed, not even what was being read', async () => {
    requests = 1;
    publisher.changed('one');
    publisher.changed('two');
    publisher.forget('one');
    await vi.advanceTimersByTimeAsync(5_000);
    const told = publish.mock.calls.map(([one]) => (one as ConnectionActivity).connectionId);
    expect(new Set(told)).toEqual(new Set(['two']));
  });

  it('tells nothing after it was stopped', async () => {
    requests = 1;
    publisher.changed('one');
    await vi.advanceTimersByTimeAsync(0);
    publisher.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(publish).toHaveBeenCalledTimes(1);
  });
});
