import { EventEmitter } from 'node:events';

import type { App, WebContents } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';

import { followPages } from '../../../../src-main/app/follow-pages.ts';

class Contents extends EventEmitter {
  readonly id: number;
  readonly reload = vi.fn<() => void>();

  constructor(id: number) {
    super();
    this.id = id;
  }
}

const navigation = { isMainFrame: true, isSameDocument: false };
let app: EventEmitter;
let first: Contents;
const follower = {
  gone: vi.fn<(contentsId: number) => void>(),
  crashed: vi.fn<(reason: string) => void>(),
  touched: vi.fn<() => void>(),
};

beforeEach(() => {
  vi.clearAllMocks();
  app = new EventEmitter();
  first = new Contents(1);
  followPages(
    app as unknown as Pick<App, 'on'>,
    [{ webContents: first as unknown as WebContents }],
    follower,
  );
});

it('tells which page was loaded anew or closed, of windows that were there and of new ones', () => {
  const second = new Contents(2);
  app.emit('web-contents-created', {}, second);
  second.emit('did-start-navigation', navigation);
  expect(follower.gone.mock.calls).toEqual([[2]]);
  first.emit('did-start-navigation', navigation);
  second.emit('destroyed');
  expect(follower.gone.mock.calls).toEqual([[2], [1], [2]]);
});

it('passes over frames within a page and moves within a document', () => {
  first.emit('did-start-navigation', { ...navigation, isMainFrame: false });
  first.emit('did-start-navigation', { ...navigation, isSameDocument: true });
  expect(follower.gone).not.toHaveBeenCalled();
});

it.each(['rawKeyDown', 'keyDown', 'mouseDown', 'mouseWheel', 'touchStart', 'gestureScrollBegin'])(
  'takes a %s for somebody who is there',
  (type) => {
    first.emit('input-event', {}, { type });
    expect(follower.touched).toHaveBeenCalledOnce();
  },
);

it('takes nobody for there where a window of another program came and went over the pointer', () => {
  for (const type of ['mouseLeave', 'mouseEnter', 'mouseMove']) first.emit('input-event', {}, { type });
  expect(follower.touched).not.toHaveBeenCalled();
});

it('loads a crashed page once a minute at most, and none that ended well', () => {
  first.emit('render-process-gone', {}, { reason: 'clean-exit' });
  expect(first.reload).not.toHaveBeenCalled();
  first.emit('render-process-gone', {}, { reason: 'crashed' });
  first.emit('render-process-gone', {}, { reason: 'oom' });
  expect(follower.crashed.mock.calls).toEqual([['crashed'], ['oom']]);
  expect(first.reload).toHaveBeenCalledOnce();
  expect(follower.gone.mock.calls).toEqual([[1], [1], [1]]);
});
