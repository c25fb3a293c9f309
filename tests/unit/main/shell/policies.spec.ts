import type { OnHeadersReceivedListenerDetails, Session } from 'electron';
import { describe, expect, it } from 'vitest';

import { isAppPage } from '../../../../src-main/shell/app-page.ts';
import {
  contentSecurityPolicy,
  developmentPolicy,
} from '../../../../src-main/shell/content-security-policy.ts';
import { limitDevelopmentPages } from '../../../../src-main/shell/development-pages.ts';
import { safeExternalUrl } from '../../../../src-main/shell/external-links.ts';
import { isTrustedSender } from '../../../../src-main/shell/trusted-sender.ts';
import { windowPreferences } from '../../../../src-main/shell/window-preferences.ts';

const server = new URL('http://127.0.0.1:5173/');

describe('app pages', () => {
  it.each(['app://tenant-atlas/index.html', 'app://tenant-atlas/'])('knows %s', (address) => {
    expect(isAppPage(address, undefined)).toBe(true);
  });

  it.each([
    'app://other/index.html',
    'app://tenant-atlas.example.org/',
    'app:tenant-atlas',
    'https://tenant-atlas/index.html',
    'file:///index.html',
    'http://127.0.0.1:5173/',
    'no address',
    '',
  ])('refuses %s', (address) => {
    expect(isAppPage(address, undefined)).toBe(false);
  });

  it('knows the development server by its whole origin', () => {
    expect(isAppPage('http://127.0.0.1:5173/index.html', server)).toBe(true);
    expect(isAppPage('http://127.0.0.1:51730/index.html', server)).toBe(false);
  });
});

describe('trusted sender', () => {
  const frame = { url: 'app://tenant-atlas/index.html' };
  const id = 1;

  it('is the main frame on one of our pages', () => {
    expect(isTrustedSender({ senderFrame: frame, sender: { id, mainFrame: frame } }, undefined)).toBe(true);
  });

  it('is not a frame that is gone, an inner frame, or a foreign page', () => {
    const foreign = { url: 'https://example.org/' };
    expect(isTrustedSender({ senderFrame: null, sender: { id, mainFrame: frame } }, undefined)).toBe(false);
    expect(isTrustedSender({ senderFrame: { ...frame }, sender: { id, mainFrame: frame } }, undefined)).toBe(
      false,
    );
    expect(isTrustedSender({ senderFrame: foreign, sender: { id, mainFrame: foreign } }, undefined)).toBe(
      false,
    );
  });
});

describe('content security policy', () => {
  it('allows nothing inline, nothing from the network and no frames', () => {
    const policy = contentSecurityPolicy;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('gives way to hot reload in two points alone', () => {
    const product = contentSecurityPolicy.split('; ');
    const development = developmentPolicy(server).split('; ');
    expect(development.filter((directive) => !product.includes(directive))).toEqual([
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self' ws://127.0.0.1:5173",
    ]);
    expect(development).toHaveLength(product.length);
  });

  it('comes with every answer of the development server, in place of any other', () => {
    let urls: readonly string[] = [];
    let answered: unknown;
    const onHeadersReceived = (
      filter: { urls: readonly string[] },
      listener: (
        details: Partial<OnHeadersReceivedListenerDetails>,
        answer: (value: unknown) => void,
      ) => void,
    ) => {
      ({ urls } = filter);
      const responseHeaders = { 'content-type': ['text/html'], 'Content-Security-Policy': ['script-src *'] };
      listener({ responseHeaders }, (value) => (answered = value));
    };
    limitDevelopmentPages({ webRequest: { onHeadersReceived } } as unknown as Session, server);
    expect(urls).toEqual(['http://127.0.0.1:5173/*']);
    expect(answered).toEqual({
      responseHeaders: {
        'content-type': ['text/html'],
        'content-security-policy': [developmentPolicy(server)],
      },
    });
  });
});

describe('external links', () => {
  it('opens https, written out again', () => {
    expect(safeExternalUrl('  https://Example.org/a b ')).toBe('https://example.org/a%20b');
  });

  it.each([
    'http://example.org/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:pw@example.org/',
    'smb://server/share',
    'not a link',
  ])('refuses %s', (address) => {
    expect(() => safeExternalUrl(address)).toThrow('Only https links');
  });
});

describe('window preferences', () => {
  it('states every point of isolation', () => {
    expect(windowPreferences('/preload.cjs')).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('weakens nothing', () => {
    const preferences = windowPreferences('/preload.cjs');
    expect(preferences).not.toHaveProperty('allowRunningInsecureContent');
    expect(preferences).not.toHaveProperty('experimentalFeatures');
    expect(preferences).not.toHaveProperty('enableBlinkFeatures');
  });
});
