import { flow, mappingArtifact, valueMapping } from '../artifact-seeds.ts';
import { numberParameter, parameter, schedule } from '../flow/flow-definition.ts';
import {
  base64Encode,
  csvToXml,
  get,
  jsonToXml,
  persist,
  put,
  validate,
  xmlToJson,
} from '../flow/format-steps.ts';
import { directOut, httpOut, mailOut } from '../flow/receivers.ts';
import { amqpIn, httpsIn, idocIn, mailIn, sftpIn, storeIn } from '../flow/senders.ts';
import {
  end,
  filter,
  gather,
  modify,
  otherwise,
  route,
  script,
  sharedMapping,
  split,
  splitLines,
  when,
  xslt,
} from '../flow/steps.ts';
import { idocNumber } from '../groovy/common.ts';
import { takeAttachment } from '../groovy/mailbox.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { edmxFile, xsdFile } from '../shapes/schema-files.ts';
import { xsltFile } from '../shapes/xslt-file.ts';
import { answerError, broker, mail, reportError, s4 } from './building-blocks.ts';
import { dealerOrder, orderIdoc } from './sales-shapes.ts';
import { busy, keys, rest, s4Call } from './short-hands.ts';

const supplierInvoice = shape(
  'urn:nordwind.example:procurement:v1',
  `
SupplierInvoice
  InvoiceNumber string
  SupplierVat string
  IssuedOn date
  PurchaseOrder? string
  Total decimal
  Currency string
  Position*
    Text string
    Amount decimal
    TaxRate decimal
`,
);

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_PTP_Purchase_Order_to_Supplier',
      name: 'Purchase Order to Supplier',
      version: '2.2.0',
      from: 'ERP',
      to: 'Suppliers',
      by: 'ines',
      age: 17,
      text: 'Purchase orders leave by EDI, by the supplier portal or as mail, as the supplier wishes.',
      traffic: busy(
        26,
        0.02,
        1300,
        'ORDERS',
        ['DOCNUM', 'PurchaseOrder', 'Supplier'],
        ['NWO_B2B_AS2_Outbound'],
      ),
    },
    () => ({
      start: idocIn('ERP', '/nordwind/procurement/orders05'),
      main: [
        script('Read IDoc number', idocNumber),
        ...keys({ PurchaseOrder: '//E1EDK01/BELNR', Supplier: "//E1EDKA1[PARVW='LF']/PARTN" }),
        get('Read supplier profile', 'NWO_SupplierProfiles', '${property.Supplier}'),
        route(
          'Channel of supplier',
          otherwise(
            'EDI',
            sharedMapping('Map to purchase order', 'NWO_MM_ORDERS05_to_PurchaseOrder'),
            end('To AS2', directOut('/nordwind/b2b/outbound', 'Partner Onboarding')),
          ),
          when(
            'Portal',
            "//Profile/Channel = 'PORTAL'",
            end(
              'To portal',
              httpOut('Supplier Portal', '{{Portal_Host}}/orders', { credential: 'NWO_SUPPLIER_PORTAL' }),
            ),
          ),
          when(
            'Mail',
            "//Profile/Channel = 'MAIL'",
            xslt(
              'Render order',
              xsltFile(
                'PurchaseOrder_to_HTML',
                `
  <xsl:template match="/ORDERS05/IDOC">
    <html><body><h1>Purchase order <xsl:value-of select="E1EDK01/BELNR"/></h1>
      <table><xsl:for-each select="E1EDP01"><tr><td><xsl:value-of select="POSEX"/></td><td><xsl:value-of select="MENGE"/></td></tr></xsl:for-each></table>
    </body></html>
  </xsl:template>`,
              ),
            ),
            end(
              'To mail',
              mailOut('Mail Server', '${property.SupplierMail}', 'Purchase order ${property.PurchaseOrder}'),
            ),
          ),
        ),
      ],
      onError: reportError,
      parameters: { ...mail, Portal_Host: parameter('https://suppliers.nordwind.example/api') },
    }),
  ),
  flow(
    {
      id: 'NWO_PTP_Order_Confirmation',
      name: 'Supplier Order Confirmation',
      version: '1.1.2',
      from: 'Supplier portal',
      to: 'S/4HANA',
      by: 'ines',
      age: 27,
      text: 'Confirmed quantities and dates of suppliers.',
      traffic: busy(16, 0.018, 900, 'OrderConfirmation', ['PurchaseOrder']),
    },
    () => ({
      start: httpsIn('Supplier Portal', '/nordwind/procurement/confirmations'),
      main: [
        jsonToXml('JSON to XML', 'OrderConfirmation'),
        ...keys({ PurchaseOrder: '/OrderConfirmation/PurchaseOrder' }, '/OrderConfirmation/PurchaseOrder'),
        split('Split lines', '/OrderConfirmation/Line'),
        s4Call(
          'Update schedule line',
          'API_PURCHASEORDER_PROCESS_SRV',
          'A_PurOrdPricingElement',
          'Patch(PATCH)',
        ),
        gather('Gather answers'),
        xmlToJson('Answer as JSON'),
      ],
      onError: answerError,
      parameters: s4,
    }),
  ),
  flow(
    {
      id: 'NWO_PTP_Supplier_Invoice_Ingest',
      name: 'Supplier Invoice Ingest',
      version: '1.4.0',
      from: 'Mailbox',
      to: 'S/4HANA',
      by: 'priya',
      age: 3,
      deployed: 'changed',
      text: 'Picks invoices up from the mailbox, reads the structured part and parks them for approval.',
      traffic: busy(24, 0.06, 5200, 'SupplierInvoice', ['InvoiceNumber', 'SupplierVat'], ['NWO_TAX_Archive']),
    },
    () => ({
      start: mailIn('Invoice Mailbox', 'imap.nordwind.example:993', 'INBOX/Invoices', '{{Poll Interval}}'),
      main: [
        script('Take first attachment', takeAttachment),
        route(
          'Structured?',
          when(
            'No',
            "${property.AttachmentType} != 'application/xml'",
            put('Leave for scanning', 'NWO_InvoicesToScan', '${property.AttachmentName}'),
            end('Left for scanning'),
          ),
          otherwise('Yes'),
        ),
        validate('Validate invoice', xsdFile('SupplierInvoice', supplierInvoice)),
        ...keys(
          { InvoiceNumber: '/SupplierInvoice/InvoiceNumber', SupplierVat: '/SupplierInvoice/SupplierVat' },
          '/SupplierInvoice/InvoiceNumber',
        ),
        persist('Keep the original', 'SupplierInvoice'),
        s4Call(
          'Park invoice',
          'API_SUPPLIERINVOICE_PROCESS_SRV',
          'A_SupplierInvoice',
          'Create(POST)',
          edmxFile('API_SUPPLIERINVOICE_PROCESS_SRV', supplierInvoice),
        ),
      ],
      out: directOut('/nordwind/tax/archive', 'E-Invoicing'),
      onError: reportError,
      parameters: {
        ...s4,
        Mail_Credential: parameter('NWO_INVOICE_MAILBOX'),
        'Poll Interval': schedule('0 0/10 6-20 ? * MON-FRI *'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_PTP_Scan_Pickup',
      name: 'Invoice Scan Pickup',
      version: '1.0.0',
      from: 'Data store',
      to: 'Scan service',
      by: 'priya',
      age: 26,
      text: 'Sends unstructured invoices to the scan service.',
      traffic: busy(5, 0.03, 3800, 'InvoiceImage'),
    },
    () => ({
      start: storeIn('NWO_InvoicesToScan'),
      main: [
        base64Encode('Encode'),
        rest('Recognise', 'Scan Service', '{{Scan_Host}}/documents', 'NWO_SCAN_SERVICE'),
      ],
      onError: reportError,
      parameters: { Scan_Host: parameter('https://scan.nordwind.example') },
    }),
  ),
  flow(
    {
      id: 'NWO_PTP_Catalogue_Import',
      name: 'Supplier Catalogue Import',
      version: '1.0.4',
      from: 'Suppliers',
      to: 'S/4HANA',
      by: 'tomasz',
      age: 75,
      text: 'Weekly price and item catalogues of suppliers as CSV.',
      traffic: busy(1, 0.1, 140_000, 'Catalogue', ['Supplier']),
    },
    () => ({
      start: sftpIn('Supplier Drop Box', '{{Drop_Host}}', '/catalogues', '*.csv', '{{Poll Interval}}'),
      main: [
        splitLines('Thousand lines each', 1000),
        csvToXml('CSV to XML', xsdFile('SupplierInvoice', supplierInvoice), '/Catalogue/Item'),
        filter('Drop discontinued items', "/Catalogue/Item[not(Status = 'D')]"),
        s4Call('Upsert info records', 'API_INFORECORD_PROCESS_SRV', 'A_PurchasingInfoRecord', 'Upsert(PUT)'),
        gather('Gather answers'),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        Drop_Host: parameter('sftp.suppliers.nordwind.example:22'),
        'Poll Interval': schedule('0 0 3 ? * SUN *'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_PTP_Requisition_Approval',
      name: 'Requisition Approval',
      version: '0.3.0',
      from: 'S/4HANA',
      to: 'Approval app',
      by: 'jonas',
      age: 1,
      draft: true,
      deployed: 'none',
      text: 'Approvals on the phone. Not finished: the answer of the app is not yet mapped.',
    },
    () => ({
      start: amqpIn('Event Broker', '{{Broker_Host}}', 'requisition/created'),
      main: [
        jsonToXml('JSON to XML', 'Requisition'),
        route(
          'Needs approval?',
          when(
            'Yes',
            'number(/Requisition/Total) > {{Limit}}',
            rest('Ask approver', 'Approval App', '{{Approval_Host}}/tasks', 'NWO_APPROVALS'),
          ),
          otherwise('No', modify('Approve at once', { properties: { Approved: 'true' } })),
        ),
      ],
      onError: reportError,
      parameters: {
        ...broker,
        Limit: numberParameter(1000, 'EUR'),
        Approval_Host: parameter('https://approve.nordwind.example'),
      },
    }),
  ),
];

export const procurement: PackageSeed = {
  id: 'NordwindProcurement',
  name: 'Nordwind Procurement',
  shortText: 'Purchase orders, confirmations and invoices of suppliers.',
  description: '<p>Procure to pay with about 400 suppliers.</p>',
  version: '2.2.0',
  products: ['SAP S/4HANA', 'SAP ERP'],
  keywords: ['purchase order', 'supplier'],
  linesOfBusiness: ['Sourcing and Procurement'],
  tags: { Author: 'Integration Team Procurement', Criticality: 'Medium' },
  by: 'ines',
  artifacts: [
    ...flows,
    mappingArtifact(
      {
        id: 'NWO_MM_ORDERS05_to_PurchaseOrder',
        name: 'ORDERS05 to Purchase Order',
        text: 'Order IDoc to the neutral order of partner onboarding.',
        version: '1.0.1',
        by: 'ines',
        age: 66,
      },
      () =>
        messageMapping(
          'MM_ORDERS05_to_PurchaseOrder',
          orderIdoc,
          dealerOrder,
          `
      /DealerOrder <- /ORDERS05/IDOC
      /DealerOrder/OrderNumber <- /ORDERS05/IDOC/E1EDK01/BELNR
      /DealerOrder/OrderDate <- TransformDate(/ORDERS05/IDOC/E1EDK03/DATUM)
      /DealerOrder/Line <- /ORDERS05/IDOC/E1EDP01
      /DealerOrder/Line/Quantity <- /ORDERS05/IDOC/E1EDP01/MENGE
      /DealerOrder/Line/Gtin <- /ORDERS05/IDOC/E1EDP01/E1EDP19/IDTNR
      `,
        ),
    ),
    valueMapping(
      {
        id: 'NWO_VM_Payment_Terms',
        name: 'Payment Terms',
        text: 'Payment terms of suppliers to keys of S/4HANA.',
        age: 130,
      },
      [
        {
          source: ['Supplier', 'PaymentTerms'],
          target: ['S4HANA', 'ZTERM'],
          rows: [
            ['14 days net', 'NT14'],
            ['30 days net', 'NT30'],
            ['30 days 2%', 'NS32'],
            ['60 days net', 'NT60'],
            ['immediately', '0001'],
          ],
        },
      ],
    ),
  ],
  links: { 'Supplier onboarding form': 'https://suppliers.nordwind.example/join' },
};
