import type { Session } from 'electron';

import { developmentPolicy } from './content-security-policy.ts';

const policyHeader = 'content-security-policy';

/** Pages of the development server carry a policy, too: only its own scheme's answers are made by us. */
export function limitDevelopmentPages(session: Session, server: URL): void {
  session.webRequest.onHeadersReceived({ urls: [`${server.origin}/*`] }, (details, answer) => {
    const others = Object.entries(details.responseHeaders ?? {}).filter(
      ([name]) => name.toLowerCase() !== policyHeader,
    );
    answer({
      responseHeaders: { ...Object.fromEntries(others), [policyHeader]: [developmentPolicy(server)] },
    });
  });
}
