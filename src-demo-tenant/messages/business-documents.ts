import { archive } from '../content/archive.ts';
import type { TrafficFlow } from '../content/model.ts';
import { edifactOrder, x12Order } from './edi-documents.ts';
import { flatIdoc, xmlIdoc } from './idoc-documents.ts';
import { itemOf, type OrderFacts } from './order-facts.ts';

/** What a message carried. */
export interface BusinessDocument {
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

type Form = 'xml' | 'json' | 'csv' | 'edifact' | 'x12' | 'idoc-xml' | 'idoc-flat';

/** By words in the names of a flow and of what it carries; anything else is XML. */
const forms: readonly (readonly [words: RegExp, form: Form])[] = [
  [/\bedi\b|_edi_|ORDERS|DESADV/, 'edifact'],
  [/dealer|x12|carrier/i, 'x12'],
  [/warehouse|goods|stock/i, 'idoc-flat'],
  [/INVOIC|material|idoc|creditor|supplier/i, 'idoc-xml'],
  [/price|payment|bank|employee|time/i, 'csv'],
  [/webshop|OrderChange|shipment/i, 'json'],
];

export function formOf({ artifactId, artifactName, applicationMessageType }: TrafficFlow): Form {
  const words = `${artifactId} ${artifactName} ${applicationMessageType}`;
  return forms.find(([pattern]) => pattern.test(words))?.[1] ?? 'xml';
}

/** As a partner or system sent it. */
export function inboundDocument(form: Form, facts: OrderFacts): BusinessDocument {
  switch (form) {
    case 'json':
      return { contentType: 'application/json', content: orderJson(facts) };
    case 'csv':
      return {
        contentType: 'text/csv; charset=ISO-8859-1',
        content: Buffer.from(priceList(facts), 'latin1'),
      };
    case 'edifact':
      return { contentType: 'application/EDIFACT', content: Buffer.from(edifactOrder(facts), 'latin1') };
    case 'x12':
      return { contentType: 'application/EDI-X12', content: x12Order(facts) };
    case 'idoc-xml':
      return { contentType: 'text/xml', content: xmlIdoc(facts) };
    case 'idoc-flat':
      return { contentType: 'text/plain', content: flatIdoc(facts) };
    case 'xml':
      return { contentType: 'application/xml', content: orderXml(facts) };
  }
}

export function orderXml({ order, items }: OrderFacts, more: readonly string[] = []): string {
  const lines = Array.from({ length: items }, (_, index) => {
    const { position, material, quantity } = itemOf(order, index);
    return `  <Item position="${position}"><Material>${material}</Material><Quantity>${quantity}</Quantity></Item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Order number="${order}">\n${[...lines, ...more].join('\n')}\n</Order>\n`;
}

/** The files of an order, packed by a partner's portal. */
export function orderZip(facts: OrderFacts): BusinessDocument {
  const note = `Delivery note for ${facts.order}\r\nGrüße aus dem Lager\r\n`;
  return {
    contentType: 'application/zip',
    content: archive({
      'order.xml': orderXml(facts),
      'attachments/prices.csv': Buffer.from(priceList(facts), 'latin1'),
      'attachments/delivery-note.txt': note,
    }),
  };
}

/** The order as a mail with a label to print. */
export function orderMail(facts: OrderFacts): BusinessDocument {
  const boundary = `----=_Part_${facts.order}`;
  const label = `%PDF-1.4\n1 0 obj\n<< /Title (Label of ${facts.order}) >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`;
  const content = [
    `--${boundary}`,
    'Content-Type: application/xml; charset=UTF-8',
    'Content-Disposition: attachment; filename="order.xml"',
    '',
    orderXml(facts),
    `--${boundary}`,
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="label.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(label).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { contentType: `multipart/mixed; boundary="${boundary}"`, content };
}

function orderJson({ order, items, at }: OrderFacts): string {
  const list = Array.from({ length: items }, (_, index) => itemOf(order, index));
  return JSON.stringify({ order: { number: order, placedAt: new Date(at).toISOString(), items: list } });
}

function priceList({ order, items }: OrderFacts): string {
  const lines = Array.from({ length: items }, (_, index) => {
    const { material, quantity } = itemOf(order, index);
    return `${material};"Kuppelzelt, für ${quantity} Personen";${89 + ((order + index) % 40)},90;EUR`;
  });
  return ['Material;Bezeichnung;Preis;Währung', ...lines, ''].join('\r\n');
}
