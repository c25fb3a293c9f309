import { itemOf, type OrderFacts } from './order-facts.ts';

/** An ORDERS D.96A interchange in one line, in ISO 8859-1 as its syntax identifier UNOC says. */
export function edifactOrder({ order, items, at }: OrderFacts): string {
  const { date, time } = stamps(at);
  const lines = Array.from({ length: items }, (_, index) => {
    const { material, quantity } = itemOf(order, index);
    return [
      `LIN+${index + 1}++${material}:SA`,
      `IMD+F++:::Zelt f?+r ${quantity} Gäste`,
      `QTY+21:${quantity}:PCE`,
    ];
  }).flat();
  const message = [
    'UNH+1+ORDERS:D:96A:UN:EAN008',
    `BGM+220+${order}+9`,
    `DTM+137:20${date}:102`,
    'NAD+BY+4012345000009::9++Zeltladen Müller+Hafenstraße 5+Kiel++24103+DE',
    'NAD+SU+7300015200048::9++Nordwind Outdoor',
    ...lines,
    'UNS+S',
    `CNT+2:${items}`,
  ];
  const segments = [
    `UNB+UNOC:3+4012345000009:14+7300015200048:14+${date}:${time}+${order}`,
    ...message,
    `UNT+${message.length + 1}+1`,
    `UNZ+1+${order}`,
  ];
  return `UNA:+.? '${segments.join("'")}'`;
}

/** An X12 850 purchase order, 4010, in one line. */
export function x12Order({ order, items, at }: OrderFacts): string {
  const { date, time } = stamps(at);
  const control = String(order % 1_000_000_000).padStart(9, '0');
  const lines = Array.from({ length: items }, (_, index) => {
    const { material, quantity } = itemOf(order, index);
    return `PO1*${index + 1}*${quantity}*EA*${89 + ((order + index) % 40)}.90**BP*${material}`;
  });
  const set = [
    'ST*850*0001',
    `BEG*00*SA*${order}**20${date}`,
    'N1*BY*Fjord Camping Supply*92*DEALER0042',
    'N3*118 Harbor Road',
    'N4*Portland*ME*04101*US',
    ...lines,
    `CTT*${items}`,
  ];
  const segments = [
    `ISA*00*          *00*          *ZZ*DEALER0042     *ZZ*NORDWIND       *${date}*${time}*U*00401*${control}*0*P*>`,
    `GS*PO*DEALER0042*NORDWIND*20${date}*${time}*1*X*004010`,
    ...set,
    `SE*${set.length + 1}*0001`,
    'GE*1*1',
    `IEA*1*${control}`,
  ];
  return `${segments.join('~')}~`;
}

function stamps(at: number): { readonly date: string; readonly time: string } {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return { date: date.slice(2).replaceAll('-', ''), time: time.slice(0, 5).replace(':', '') };
}
