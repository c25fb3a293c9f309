import type { Entity } from '../odata/entity.ts';
import type { SetDefinition } from './definition.ts';
import { day, plainSet } from './plain-set.ts';

/** The Partner Directory (catalogue 2.8). */
export function partnerSets(now: number): readonly SetDefinition[] {
  const stamps = {
    CreatedBy: 'p.ek@nordwind.example',
    CreatedTime: now - 90 * day,
    LastModifiedBy: 'p.ek@nordwind.example',
    LastModifiedTime: now - 9 * day,
  };
  const text = (Pid: string, Id: string, Value: string): Entity => ({ Pid, Id, Value, ...stamps });
  const hex = (plain: string) => Buffer.from(plain).toString('hex').toUpperCase();
  const alternative = (Agency: string, Scheme: string, Id: string, Pid: string): Entity => ({
    Hexagency: hex(Agency),
    Hexscheme: hex(Scheme),
    Hexid: hex(Id),
    Agency,
    Scheme,
    Id,
    Pid,
    ...stamps,
  });
  return [
    plainSet('Partners', [{ Pid: 'NORDIC_RETAIL' }, { Pid: 'ALPINE_SPORTS' }]),
    plainSet('StringParameters', [
      text('NORDIC_RETAIL', 'ReceiverUrl', 'https://edi.retail.example/in'),
      text('NORDIC_RETAIL', 'Encoding', 'UTF-8'),
      text('ALPINE_SPORTS', 'ReceiverUrl', 'https://b2b.alpine.example/orders'),
    ]),
    plainSet('BinaryParameters', [
      {
        Pid: 'NORDIC_RETAIL',
        Id: 'OrderMapping',
        ContentType: 'xsl;encoding=UTF-8',
        Value: new TextEncoder().encode(
          '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
        ),
        ...stamps,
      },
    ]),
    plainSet('AlternativePartners', [
      alternative('GS1', 'GLN', '7300009012345', 'NORDIC_RETAIL'),
      alternative('DUNS', 'Number', '482019377', 'ALPINE_SPORTS'),
    ]),
    plainSet('AuthorizedUsers', [{ User: 'edi-retail', Pid: 'NORDIC_RETAIL', ...stamps }]),
    plainSet('UserCredentialParameters', [
      { Pid: 'NORDIC_RETAIL', Id: 'Outbound', User: 'nordwind-edi', Password: null, ...stamps },
    ]),
  ];
}
