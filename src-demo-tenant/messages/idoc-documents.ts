import { itemOf, type OrderFacts } from './order-facts.ts';

/** ORDERS05 as the IDoc adapter sends it. */
export function xmlIdoc({ order, items, at }: OrderFacts): string {
  const lines = Array.from({ length: items }, (_, index) => {
    const { position, material, quantity } = itemOf(order, index);
    return `<E1EDP01 SEGMENT="1"><POSEX>${String(position).padStart(6, '0')}</POSEX><MENGE>${quantity}</MENGE><E1EDP19 SEGMENT="1"><QUALF>002</QUALF><IDTNR>${material}</IDTNR></E1EDP19></E1EDP01>`;
  });
  const control = [
    ['TABNAM', 'EDI_DC40'],
    ['MANDT', '100'],
    ['DOCNUM', numberOf(order)],
    ['IDOCTYP', 'ORDERS05'],
    ['MESTYP', 'ORDERS'],
    ['SNDPRN', 'NORDWIND'],
    ['CREDAT', dateOf(at)],
  ].map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?><ORDERS05><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1">${control.join('')}</EDI_DC40><E1EDK01 SEGMENT="1"><BELNR>${order}</BELNR><CURCY>EUR</CURCY></E1EDK01>${lines.join('')}</IDOC></ORDERS05>`;
}

/** The same as a file of fixed fields: a control record of 524 characters, then 63 before the data of each segment. */
export function flatIdoc({ order, items, at }: OrderFacts): string {
  const control = [
    'EDI_DC40'.padEnd(10),
    '100',
    numberOf(order),
    '700'.padEnd(4),
    '30',
    '2',
    ' '.repeat(3),
    'ORDERS05'.padEnd(30),
    ' '.repeat(30),
    'ORDERS'.padEnd(30),
  ].join('');
  const positions = Array.from({ length: items }, (_, index) => {
    const { position, material, quantity } = itemOf(order, index);
    const place = String(position).padStart(6, '0');
    return [
      { name: 'E2EDP01007', level: 2, data: `${place}${' '.repeat(5)}${String(quantity).padEnd(15)}PCE` },
      { name: 'E2EDP19002', level: 3, data: `002${material.padEnd(35)}` },
    ];
  }).flat();
  const head = { name: 'E2EDK01005', level: 1, data: `    EUR  ${String(order).padEnd(35)}` };
  const segments = [head, ...positions].map(({ name, level, data }, index) =>
    [
      name.padEnd(30),
      '100',
      numberOf(order),
      String(index + 1).padStart(6, '0'),
      '000000',
      String(level).padStart(2, '0'),
      data,
    ].join(''),
  );
  return [`${control.padEnd(510)}${dateOf(at)}060000`, ...segments, ''].join('\n');
}

function numberOf(order: number): string {
  return String(order).padStart(16, '0');
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
}
