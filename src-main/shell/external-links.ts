import { AppError } from '../../src-shared/errors.ts';
import { parse } from './app-page.ts';

/**
 * Electron's point 15. Only https, without user and password in it; what is opened is the parsed
 * address written out again, never the text that came in. Loopback http is for the demo tenant's links.
 */
export function safeExternalUrl(address: string): string {
  const url = parse(address.trim());
  const loopback =
    url?.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost');
  if (!url || (url.protocol !== 'https:' && !loopback) || url.username !== '' || url.password !== '') {
    throw new AppError('input.invalid', 'Only https links are opened in the browser.', { field: 'url' });
  }
  return url.href;
}
