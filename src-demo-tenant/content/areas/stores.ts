import { flow, mappingArtifact } from '../artifact-seeds.ts';
import { parameter } from '../flow/flow-definition.ts';
import { jsonToXml, unzipBody, validate, xmlToCsv } from '../flow/format-steps.ts';
import { directOut, jmsOut, sftpOut } from '../flow/receivers.ts';
import { httpsIn, jmsIn } from '../flow/senders.ts';
import { script, send, sharedMapping } from '../flow/steps.ts';
import { readClosing } from '../groovy/stores.ts';
import { memo } from '../memo.ts';
import type { PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { xsdFile } from '../shapes/schema-files.ts';
import { answerError, erp, reportError, s4 } from './building-blocks.ts';
import { busy, keys, postIdoc, s4Call } from './short-hands.ts';

const receipt = shape(
  'urn:nordwind.example:stores:v1',
  `
SalesDay
  Store string
  BusinessDay date
  Receipt*
    Number string
    ClosedAt dateTime
    Payment string
    Line*
      Sku string
      Quantity decimal
      Amount decimal`,
);

const salesIdoc = shape(
  '',
  `
WPUBON01
  IDOC
    E1WPB01*
      POSKREIS string
      KASSID string
      VORGDATUM date
      BONNUMMER string
      E1WPB02*
        ARTNR string
        MENGE decimal
        REFBONNR? string`,
);

const toSalesIdoc = memo(() =>
  messageMapping(
    'MM_SalesDay_to_WPUBON01',
    receipt,
    salesIdoc,
    `
  /WPUBON01/IDOC <- /SalesDay
  /WPUBON01/IDOC/E1WPB01 <- /SalesDay/Receipt
  /WPUBON01/IDOC/E1WPB01/POSKREIS <- 'NW01'
  /WPUBON01/IDOC/E1WPB01/KASSID <- useOneAsMany(/SalesDay/Store, /SalesDay/Receipt, /SalesDay/Receipt)
  /WPUBON01/IDOC/E1WPB01/VORGDATUM <- TransformDate(/SalesDay/BusinessDay)
  /WPUBON01/IDOC/E1WPB01/BONNUMMER <- /SalesDay/Receipt/Number
  /WPUBON01/IDOC/E1WPB01/E1WPB02 <- /SalesDay/Receipt/Line
  /WPUBON01/IDOC/E1WPB01/E1WPB02/ARTNR <- /SalesDay/Receipt/Line/Sku
  /WPUBON01/IDOC/E1WPB01/E1WPB02/MENGE <- /SalesDay/Receipt/Line/Quantity
`,
  ),
);

export const stores: PackageSeed = {
  id: 'NordwindStores',
  name: 'Nordwind Stores',
  shortText: 'Tills of 62 stores: sales, items, cash.',
  description: '<p>Stores send every quarter of an hour and once more after closing.</p>',
  version: '1.5.0',
  products: ['SAP ERP'],
  keywords: ['POS', 'store', 'retail'],
  linesOfBusiness: ['Sales'],
  industries: ['Retail'],
  tags: { Author: 'Integration Team Sales', Criticality: 'Medium' },
  by: 'marco',
  artifacts: [
    flow(
      {
        id: 'NWO_STO_Sales_Upload',
        name: 'Store Sales Upload',
        version: '1.5.2',
        from: 'Tills',
        to: 'JMS',
        by: 'marco',
        age: 29,
        text: 'Receipts of the tills, gathered by store.',
        traffic: busy(130, 0.008, 260, 'SalesDay', ['Store', 'BusinessDay'], ['NWO_STO_Sales_to_ERP']),
      },
      () => ({
        start: httpsIn('Tills', '/nordwind/stores/sales'),
        main: [
          unzipBody('Unpack'),
          jsonToXml('JSON to XML', 'SalesDay'),
          validate('Validate receipts', xsdFile('SalesDay', receipt)),
          ...keys({ Store: '/SalesDay/Store', BusinessDay: '/SalesDay/BusinessDay' }),
        ],
        out: jmsOut('NWO.STO.SALES'),
        onError: answerError,
      }),
    ),
    flow(
      {
        id: 'NWO_STO_Sales_to_ERP',
        name: 'Store Sales to ERP',
        version: '1.4.0',
        from: 'JMS',
        to: 'ERP',
        by: 'marco',
        age: 29,
        text: 'Receipts become WPUBON IDocs.',
        traffic: busy(110, 0.013, 1400, 'WPUBON', ['Store', 'BusinessDay'], ['NWO_ANA_Sales_Feed']),
      },
      () => ({
        start: jmsIn('NWO.STO.SALES', 4),
        main: [
          sharedMapping('Map to WPUBON01', 'NWO_MM_SalesDay_to_WPUBON01'),
          postIdoc('Post IDoc'),
          send('Copy for analytics', directOut('/nordwind/analytics/sales', 'Sales Feed')),
        ],
        onError: reportError,
        parameters: erp,
      }),
    ),
    flow(
      {
        id: 'NWO_STO_Item_to_POS',
        name: 'Item to Tills',
        version: '1.3.3',
        from: 'JMS',
        to: 'Tills',
        by: 'ines',
        age: 77,
        text: 'Items and prices for the tills.',
        traffic: busy(58, 0.009, 500, 'Material', ['MaterialNumber']),
      },
      () => ({
        start: jmsIn('NWO.MDG.MATERIAL.STORES', 2),
        main: [
          jsonToXml('JSON to XML', 'Material'),
          xmlToCsv('As CSV', '/Material'),
          send(
            'Drop at till server',
            sftpOut('Till Server', '{{Till_Host}}', '/in/items', '${property.MaterialNumber}.csv'),
          ),
        ],
        onError: reportError,
        parameters: { Till_Host: parameter('tills.stores.nordwind.example:22') },
      }),
    ),
    flow(
      {
        id: 'NWO_STO_Cash_Closing',
        name: 'Cash Closing',
        version: '1.1.0',
        from: 'Tills',
        to: 'S/4HANA',
        by: 'partner',
        age: 1,
        text: 'Closing of the tills with differences.',
        deployed: {
          error: {
            parameter: [
              "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.rt.script.ScriptCompilationException: Script 'ReadClosing.groovy': startup failed: ReadClosing.groovy: 2: unable to resolve class example.nordwind.pos.ClosingReader @ line 2, column 1.",
            ],
            childMessages: [
              "Class 'example.nordwind.pos.ClosingReader' is in none of the archives of the integration flow",
              "Add the archive 'nordwind-pos.jar' under Resources or import the class from a script collection",
            ],
          },
        },
      },
      () => ({
        start: httpsIn('Tills', '/nordwind/stores/closing'),
        main: [
          script('Read closing', readClosing),
          s4Call('Post differences', 'API_JOURNALENTRY_CREATE', 'JournalEntry', 'Create(POST)'),
        ],
        onError: answerError,
        parameters: s4,
      }),
    ),
    mappingArtifact(
      {
        id: 'NWO_MM_SalesDay_to_WPUBON01',
        name: 'Sales Day to WPUBON01',
        text: 'Receipts to the sales IDoc.',
        version: '1.2.0',
        by: 'marco',
        age: 29,
      },
      toSalesIdoc,
    ),
  ],
};
