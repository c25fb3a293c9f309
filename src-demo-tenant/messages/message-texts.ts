import { errorFamilies, type Part } from './error-families.ts';
import type { MessageBook } from './message-book.ts';
import { chance, hash, pick } from './random.ts';

const hosts = [
  'erp.nordwind.example',
  'crm.nordwind.example',
  'api.carrier.example',
  'sftp.bank.example',
  'portal.tax.example',
];
const paths = [
  '/sap/opu/odata/sap/API_SALES_ORDER_SRV',
  '/api/v2/shipments',
  '/soap/invoice',
  '/rest/customers',
  '/sap/bc/srt/idoc',
];
const fields = ['NetAmount', 'DeliveryDate', 'PartnerNumber', 'Plant', 'TaxCode', 'CostCenter'];
const aliases = ['ERP_BASIC', 'CARRIER_OAUTH', 'BANK_SFTP', 'TAX_PORTAL', 'CRM_OAUTH'];

/** Deterministic text for one message and purpose. */
export function partsOf(book: MessageBook, row: number, salt: number): (kind: Part) => string {
  const { seed } = book;
  let count = salt;
  const key = book.key(row);
  const flow = book.schedule.flow[row] ?? 0;
  const number = (limit: number) => hash(seed, key, count++) % limit;
  return (kind) => {
    switch (kind) {
      case 'order':
        return String(book.applicationNumber(row));
      case 'number':
        return String(1 + number(90));
      case 'host':
        return pick(hosts, seed, flow, 5);
      case 'path':
        return pick(paths, seed, flow, 6);
      case 'field':
        return pick(fields, seed, key, count++);
      case 'file':
        return `${book.flow(row).applicationMessageType.toLowerCase()}_${book.applicationNumber(row)}`;
      case 'duration':
        return String(5_000 + number(55) * 1_000);
      case 'correlation':
        return book.ids.messageGuid(row);
      case 'alias':
        return pick(aliases, seed, flow, 7);
    }
  };
}

/** A flow fails in few ways: two families each, most of the time the first. */
export function errorText(book: MessageBook, row: number): string {
  const flow = book.schedule.flow[row] ?? 0;
  const which = chance(book.seed, book.key(row), 21) < 0.75 ? 0 : 1;
  return pick(errorFamilies, book.seed, flow, which, 22).fill(partsOf(book, row, 100));
}
