import { mappingArtifact, valueMapping } from '../artifact-seeds.ts';
import type { PackageSeed } from '../seed.ts';
import { salesDocumentFlows } from './billing-flows.ts';
import { orderFlows } from './order-flows.ts';
import { dealerToIdoc, orderToSalesOrder } from './sales-mappings.ts';

export const orderToCash: PackageSeed = {
  id: 'NordwindOrderToCash',
  name: 'Nordwind Order to Cash',
  shortText: 'Orders from webshop, app and dealers to S/4HANA, and everything back to the customer.',
  description:
    '<p>All flows between the sales channels and S/4HANA.</p><ul><li>Orders are queued, never lost</li><li>Invoices leave by the channel of the customer</li></ul><p>Owner: <b>Integration Team Sales</b></p>',
  version: '2.4.0',
  products: ['SAP S/4HANA'],
  keywords: ['order', 'sales', 'webshop'],
  linesOfBusiness: ['Sales'],
  industries: ['Retail', 'Wholesale Distribution'],
  tags: { Author: 'Integration Team Sales', Criticality: 'High' },
  by: 'anna',
  artifacts: [
    ...orderFlows,
    ...salesDocumentFlows,
    mappingArtifact(
      {
        id: 'NWO_MM_WebshopOrder_to_SalesOrder',
        name: 'Webshop Order to Sales Order',
        text: 'Order of webshop or app to the sales order of the OData API.',
        version: '1.1.0',
        by: 'anna',
        age: 33,
      },
      orderToSalesOrder,
    ),
    mappingArtifact(
      {
        id: 'NWO_MM_DealerOrder_to_ORDERS05',
        name: 'Dealer Order to ORDERS05',
        text: 'Order of a dealer to the order IDoc.',
        version: '1.0.3',
        by: 'kwame',
        age: 47,
        deployed: 'changed',
      },
      dealerToIdoc,
    ),
    valueMapping(
      {
        id: 'NWO_VM_Sales_Areas',
        name: 'Sales Areas',
        text: 'Country of the customer to sales organisation, and shop channel to distribution channel.',
        version: '1.6.0',
        by: 'tomasz',
        age: 9,
        deployed: { version: '1.5.2' },
      },
      [
        {
          source: ['Webshop', 'Country'],
          target: ['S4HANA', 'SalesOrganization'],
          rows: [
            ['SE', '1010'],
            ['NO', '1020'],
            ['DK', '1030'],
            ['FI', '1040'],
            ['DE', '1110'],
            ['AT', '1120'],
            ['CH', '1130'],
            ['NL', '1210'],
            ['PL', '1310'],
          ],
        },
        {
          source: ['Webshop', 'Channel'],
          target: ['S4HANA', 'DistributionChannel'],
          rows: [
            ['WEB', '20'],
            ['APP', '21'],
            ['MARKET', '22'],
            ['STORE', '30'],
          ],
        },
      ],
    ),
  ],
  documents: {
    'Order to Cash operations guide.txt':
      'Operations guide\n\n1. Orders wait in the queue NWO.OTC.ORDER.INBOUND while S/4HANA is down.\n2. A refused credit check is no incident; the shop tells the customer.\n',
  },
  links: { 'Runbook Order to Cash': 'https://wiki.nordwind.example/integration/order-to-cash' },
};
