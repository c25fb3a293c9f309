import { describe, expect, it } from 'vitest';

import { failureOf } from '../failure-of.ts';
import { clientId, counterpart, open } from './world.ts';

const client = { id: clientId, secret: 'client$secret=' };

async function cell(locationId: string) {
  const tenant = await counterpart({ accepted: { client } });
  const access = { kind: 'client-secret', tokenUrl: `${tenant.url}/oauth/token`, clientId } as const;
  const opened = open({ tenantUrl: tenant.url, access }, { clientSecret: client.secret });
  return { tenant, opened, edge: opened.edgeClient(locationId) };
}

const paths = (seen: readonly { readonly path: string }[]) => seen.map(({ path }) => path);

describe('an Edge Integration Cell', () => {
  it('is read below its location, with the token of the tenant', async () => {
    const { tenant, opened, edge } = await cell('cell-1');
    await opened.read();
    await edge.entity({ path: '', area: 'messages', priority: 'interactive' }, (entity) => entity);
    expect(paths(tenant.seen)).toEqual(['/oauth/token', '/api/v1/', '/location/cell-1/api/v1/']);
  });

  it.each(['content', 'number-ranges', 'locks', 'partners'] as const)(
    'is not asked for %s, which it does not offer',
    async (area) => {
      const { tenant, edge } = await cell('cell-1');
      const failure = await failureOf(
        edge.count({ path: 'NumberRanges/$count', area }),
        'tenant.not-implemented',
      );
      expect(failure.facts).toEqual({ area });
      expect(tenant.seen).toEqual([]);
    },
  );

  it('does not let its id climb out of its location', async () => {
    const { tenant, edge } = await cell('../../oauth');
    await failureOf(edge.count({ path: 'MessageProcessingLogs/$count', area: 'messages' }), 'gate.refused');
    expect(paths(tenant.seen).filter((path) => path !== '/oauth/token')).toEqual([]);
  });
});
