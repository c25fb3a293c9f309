import { randomBytes, randomUUID } from 'node:crypto';

import { generator } from '../messages/random.ts';
import { clientRoles } from './roles.ts';

export interface Client {
  readonly name: string;
  readonly id: string;
  readonly secret: string;
  readonly roles: readonly string[];
}

export interface ServiceKey {
  readonly oauth: {
    readonly clientid: string;
    readonly clientsecret: string;
    readonly url: string;
    readonly tokenurl: string;
    readonly createdate: string;
  };
}

const usualClients = Object.entries(clientRoles).map(([name, roles]) => ({ name, roles }));

/**
 * One client for each set of roles, shaped like those of the `api` plan (catalogue 1.3): `|` and `!` in the id, `$` and
 * `=` in the secret. With a seed always the same, for tests; without one freshly invented.
 */
export function createClients(
  seed: number | undefined,
  wanted: readonly Pick<Client, 'name' | 'roles'>[] = usualClients,
): readonly Client[] {
  return wanted.map(({ name, roles }, index) => {
    const random = seed === undefined ? undefined : generator(seed * 31 + index + 1);
    const id = random === undefined ? randomUUID() : uuid(random);
    const secret =
      random === undefined
        ? randomBytes(32)
        : Buffer.from(Array.from({ length: 32 }, () => Math.floor(random() * 256)));
    const plan =
      random === undefined ? randomBytes(3).readUIntBE(0, 3) : Math.floor(random() * 90_000) + 10_000;
    return {
      name,
      id: `sb-${id}!b${plan}|it!b410603`,
      secret: `${id}$${secret.toString('base64')}`,
      roles,
    };
  });
}

export function serviceKey(client: Client, url: string, now: number): ServiceKey {
  return {
    oauth: {
      clientid: client.id,
      clientsecret: client.secret,
      url,
      tokenurl: `${url}/oauth/token`,
      createdate: new Date(now).toISOString(),
    },
  };
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
