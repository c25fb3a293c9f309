import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readMessageLog } from '../../src-main/messages/message-log.ts';
import { collection, envelope, parseJson } from '../../src-main/sap/odata/answer.ts';
import { tenantText } from '../../src-main/sap/odata/tenant-text.ts';
import { readTenantHost } from '../../src-shared/connections/host-forms.ts';
import { readServiceKey } from '../../src-shared/connections/service-key.ts';
import { AppError } from '../../src-shared/errors.ts';

const runs = 20_000;
const context = { host: 'tenant.example', area: 'messages' } as const;

const page = JSON.stringify({
  d: {
    __count: '1',
    results: [
      {
        MessageGuid: 'AGsFBTwdYvZDhwygp00Tnt5qShxP',
        LogStart: '/Date(1522069440003)/',
        LogEnd: null,
        Status: 'FAILED',
        IntegrationArtifact: {
          Id: 'F',
          Name: 'Flow',
          Type: 'INTEGRATION_FLOW',
          PackageId: 'P',
          PackageName: 'Package',
        },
      },
    ],
    __next: 'https://tenant.example:443/api/v1/MessageProcessingLogs?$skiptoken=1000',
  },
});

/** A good body with pieces cut out, doubled or replaced. */
const broken = fc
  .array(fc.tuple(fc.nat(page.length), fc.nat(40), fc.string({ maxLength: 12 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((cuts) =>
    cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), page),
  );

/** Runs something that may only fail with an AppError; answers whether it did. */
function failsKnowingly(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (fault) {
    if (fault instanceof AppError) return true;
    throw fault;
  }
}

describe('broken answers', () => {
  it('end in a list or in an error with a code, never in anything else', () => {
    let failures = 0;
    fc.assert(
      fc.property(broken, (body) => {
        const failed = failsKnowingly(() =>
          collection(envelope(parseJson(body, context), context), context).results.map(readMessageLog),
        );
        if (failed) failures++;
      }),
      { numRuns: runs },
    );
    // The broken ones really are broken, and some are still readable.
    expect(failures).toBeGreaterThan(runs / 2);
    expect(failures).toBeLessThan(runs);
  });

  it('leave a short line without markup, whatever an error body holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `<error><message>${text}</message></error>`),
        ),
        (body) => {
          const text = tenantText(body);
          expect(text === undefined || (text.length <= 301 && !text.includes('\n'))).toBe(true);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('pasted texts', () => {
  it('never throw, whatever is pasted as a key or a host', () => {
    const key = JSON.stringify({
      oauth: {
        clientid: 'sb-1!b1|it!b2',
        clientsecret: 'a$b=',
        url: 'https://t.it-cpi001.cfapps.eu10.hana.ondemand.com',
        tokenurl: 'https://t.authentication.eu10.hana.ondemand.com/oauth/token',
      },
    });
    const damaged = fc
      .tuple(fc.nat(key.length), fc.nat(30), fc.string())
      .map(([at, length, put]) => key.slice(0, at) + put + key.slice(at + length));
    fc.assert(
      fc.property(fc.oneof(fc.string(), damaged, fc.json()), (text) => {
        expect(Array.isArray(readServiceKey(text).findings)).toBe(true);
        expect(readTenantHost(text)).toBeDefined();
      }),
      { numRuns: runs },
    );
  });
});
