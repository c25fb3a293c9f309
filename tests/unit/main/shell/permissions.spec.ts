import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';

import { limitPermissions } from '../../../../src-main/shell/permissions.ts';

type Asked = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type Checked = (contents: unknown, permission: string) => boolean;

/** The three questions Chromium asks a session, and their answers. */
function limited(): { asked: Asked; checked: Checked; device: () => boolean } {
  const handlers: Record<string, unknown> = {};
  const session: unknown = new Proxy(
    {},
    { get: (_target, name) => (handler: unknown) => (handlers[String(name)] = handler) },
  );
  limitPermissions(session as Session);
  return {
    asked: handlers['setPermissionRequestHandler'] as Asked,
    checked: handlers['setPermissionCheckHandler'] as Checked,
    device: handlers['setDevicePermissionHandler'] as () => boolean,
  };
}

describe('permissions', () => {
  it.each([
    ['media', false],
    ['geolocation', false],
    ['notifications', false],
    ['clipboard-read', false],
    ['openExternal', false],
    ['fullscreen', false],
    ['clipboard-sanitized-write', true],
  ])('%s, asked and checked alike: %s', (permission, granted) => {
    const { asked, checked } = limited();
    let answer: boolean | undefined;
    asked(undefined, permission, (given) => (answer = given));
    expect(answer).toBe(granted);
    expect(checked(undefined, permission)).toBe(granted);
  });

  it('gives no device to a page', () => {
    expect(limited().device()).toBe(false);
  });
});
