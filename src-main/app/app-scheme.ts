import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

import { protocol, type Session } from 'electron';

import { appScheme } from '../shell/app-page.ts';
import { containedFile } from './contained-file.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** Must run before 'ready'. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true },
    },
  ]);
}

/** Electron's point 18: pages come from our own scheme, out of one folder, never from `file://`. */
export function serveAppScheme(session: Session, folder: string, policy: string): void {
  session.protocol.handle(appScheme, async (request) => {
    const file = containedFile(folder, request.url);
    const type = file === undefined ? undefined : contentTypes[extname(file)];
    if (request.method !== 'GET' || file === undefined || type === undefined) return answer(404, 'Not found');
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': type,
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
        },
      });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return answer(404, 'Not found');
      throw fault;
    }
  });

  function answer(status: number, text: string): Response {
    return new Response(text, { status, headers: { 'content-security-policy': policy } });
  }
}
