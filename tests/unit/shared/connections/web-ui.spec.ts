import { describe, expect, it } from 'vitest';

import { webUiFromHost, webUiFromLink } from '../../../../src-shared/connections/web-ui.ts';

describe('webUiFromLink', () => {
  it.each([
    [
      'https://a.example:443/itspaces/shell/monitoring/Messages/%7B%22id%22%7D',
      'https://a.example/itspaces/shell',
    ],
    [
      'https://a.integrationsuite.example/shell/monitoring/Messages',
      'https://a.integrationsuite.example/shell',
    ],
    ['https://a.example/elsewhere', 'https://a.example'],
  ])('cuts %s to what all pages share', (link, expected) => {
    expect(webUiFromLink(link)).toBe(expected);
  });

  it.each([
    'http://a.example/shell',
    'javascript:alert(1)',
    'https://user:x@a.example/shell',
    '',
    'not a link',
  ])('does not suggest %j', (link) => {
    expect(webUiFromLink(link)).toBeUndefined();
  });
});

describe('webUiFromHost', () => {
  it('knows where a Neo tenant has its web UI, and guesses nowhere else', () => {
    expect(webUiFromHost('https://p1-tmn.hci.eu1.hana.ondemand.com')).toBe(
      'https://p1-tmn.hci.eu1.hana.ondemand.com/itspaces/shell',
    );
    expect(webUiFromHost('https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com')).toBeUndefined();
  });
});
