import { flow, mappingArtifact, valueMapping } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import {
  base64Encode,
  jsonToXml,
  put,
  remove,
  select,
  sign,
  validate,
  writeVariable,
  xmlToCsv,
  zipBody,
} from '../flow/format-steps.ts';
import { as2Out, directOut, httpOut, jmsOut, mailOut, soapOut } from '../flow/receivers.ts';
import { directIn, jmsIn } from '../flow/senders.ts';
import {
  call,
  end,
  gather,
  mapping,
  modify,
  otherwise,
  request,
  route,
  script,
  send,
  split,
  when,
} from '../flow/steps.ts';
import { invoiceId } from '../groovy/tax.ts';
import { memo } from '../memo.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { xsdFile } from '../shapes/schema-files.ts';
import { mail, reportError, s4 } from './building-blocks.ts';
import { busy, rest, s4Call } from './short-hands.ts';

const invoice = shape(
  'urn:nordwind.example:tax:v1',
  `
Invoice
  LegalNumber string
  IssueDate date
  Country string
  Seller
    VatId string
    Name string
  Buyer
    VatId? string
    Name string
  Line*
    Text string
    Net decimal
    TaxCategory string
    TaxRate decimal
  Gross decimal
`,
);

const clearance = shape(
  'urn:clearance.example:documents:1',
  `
Document
  Id string
  Date date
  SupplierVat string
  CustomerVat? string
  Item*
    Description string
    NetAmount decimal
    VatClass string
  Payable decimal
`,
);

const toClearance = memo(() =>
  messageMapping(
    'MM_Invoice_to_ClearanceDocument',
    invoice,
    clearance,
    `
  /Document <- /Invoice
  /Document/Id <- /Invoice/LegalNumber
  /Document/Date <- /Invoice/IssueDate
  /Document/SupplierVat <- removeBlanks(/Invoice/Seller/VatId)
  /Document/CustomerVat <- removeBlanks(/Invoice/Buyer/VatId)
  /Document/Item <- /Invoice/Line
  /Document/Item/Description <- substring(/Invoice/Line/Text, '0', '80')
  /Document/Item/NetAmount <- /Invoice/Line/Net
  /Document/Item/VatClass <- valueMap(/Invoice/Line/TaxCategory)
  /Document/Payable <- /Invoice/Gross
`,
  ),
);

const clearanceParameters = {
  Clearance_Host: parameter('https://clearance.example/api/v2', 'Platform of the tax authority'),
  Clearance_Credential: parameter('NWO_CLEARANCE_OAUTH'),
};

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_TAX_Invoice_Dispatch',
      name: 'Invoice Dispatch',
      version: '1.6.0',
      from: 'Order to Cash',
      to: 'Tax platforms',
      by: 'kwame',
      age: 16,
      text: 'Chooses the platform of the country and builds the legal number.',
      traffic: busy(
        52,
        0.02,
        640,
        'Invoice',
        ['InvoiceNumber', 'LegalNumber', 'Country'],
        ['NWO_TAX_Clearance_Submit'],
      ),
    },
    () => ({
      start: directIn('/nordwind/tax/invoice', 'Order to Cash'),
      main: [
        script('Build legal number', invoiceId),
        validate('Validate invoice', xsdFile('Invoice', invoice)),
        route(
          'Model of the country',
          when(
            'Clearance',
            "${property.Country} in 'IT,PL,RO,ES'",
            end('To clearance', jmsOut('NWO.TAX.CLEARANCE')),
          ),
          when(
            'Network',
            "${property.Country} in 'DE,FR'",
            end(
              'To network',
              as2Out('Invoice Network', 'https://as2.invoice-network.example/in', 'INVOICENET'),
            ),
          ),
          otherwise(
            'Mail',
            end(
              'To mail',
              mailOut('Mail Server', '${property.CustomerMail}', 'Invoice ${property.LegalNumber}'),
            ),
          ),
        ),
      ],
      onError: reportError,
      parameters: { ...mail, Partner_Certificate_Alias: parameter('invoicenet_2026') },
    }),
  ),
  flow(
    {
      id: 'NWO_TAX_Clearance_Submit',
      name: 'Clearance Submit',
      version: '2.1.0',
      from: 'JMS',
      to: 'Clearance platform',
      by: 'kwame',
      age: 16,
      text: 'Submits invoices for clearance and keeps the ticket until the answer arrives.',
      traffic: busy(48, 0.035, 4200, 'ClearanceDocument', ['LegalNumber', 'Ticket'], ['NWO_TAX_Archive']),
    },
    () => ({
      start: jmsIn('NWO.TAX.CLEARANCE', 2),
      main: [
        mapping('Map to document', toClearance().file, toClearance().schemas),
        sign('Sign document', '{{Signing_Alias}}'),
        base64Encode('Encode'),
        rest(
          'Submit document',
          'Clearance Platform',
          '{{Clearance_Host}}/documents',
          '{{Clearance_Credential}}',
        ),
        jsonToXml('Answer to XML', 'Ticket'),
        modify('Keep ticket', { properties: { Ticket: '/Ticket/id' } }),
        put('Wait for clearance', 'NWO_ClearanceTickets', '${property.Ticket}'),
      ],
      out: directOut('/nordwind/tax/archive', 'Archive'),
      onError: reportError,
      parameters: {
        ...clearanceParameters,
        Signing_Alias: parameter('nordwind_einvoice_2026', 'Key pair with the seal of the company'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_TAX_Status_Poll',
      name: 'Clearance Status Poll',
      version: '1.2.3',
      from: 'Clearance platform',
      to: 'S/4HANA',
      by: 'kwame',
      age: 38,
      text: 'Asks for the state of open tickets every ten minutes.',
      traffic: busy(14, 0.025, 9000, 'ClearanceStatus', ['Ticket']),
    },
    () => ({
      start: { timer: '{{Poll Interval}}' },
      main: [
        select('Open tickets', 'NWO_ClearanceTickets', 50),
        route('Any open?', when('No', 'not(//message)', end('Nothing open')), otherwise('Yes')),
        split('One ticket each', '/messages/message'),
        call('Ask for state', 'Ask one ticket'),
        gather('Gather answers'),
      ],
      local: {
        'Ask one ticket': [
          rest(
            'Read state',
            'Clearance Platform',
            '{{Clearance_Host}}/documents/${header.Ticket}',
            '{{Clearance_Credential}}',
            'GET',
          ),
          jsonToXml('JSON to XML', 'State'),
          route(
            'Decided?',
            when(
              'Cleared',
              "/State/code = 'CLEARED'",
              s4Call('Write state', 'API_EINVOICE_STATUS', 'InvoiceStatus', 'Patch(PATCH)'),
              remove('Close ticket', 'NWO_ClearanceTickets', '${header.Ticket}'),
            ),
            when(
              'Rejected',
              "/State/code = 'REJECTED'",
              send(
                'Tell accounting',
                mailOut(
                  'Mail Server',
                  'invoicing@nordwind.example',
                  'Invoice rejected, ticket ${header.Ticket}',
                ),
              ),
            ),
            otherwise('Pending'),
          ),
        ],
      },
      onError: reportError,
      parameters: { ...s4, ...mail, ...clearanceParameters, 'Poll Interval': schedule('0 0/10 * ? * * *') },
    }),
  ),
  flow(
    {
      id: 'NWO_TAX_Archive',
      name: 'Legal Archive',
      version: '1.0.9',
      from: 'E-Invoicing',
      to: 'Archive',
      by: 'jonas',
      age: 101,
      text: 'Keeps every sent and received invoice for ten years.',
      traffic: busy(60, 0.004, 480, 'ArchiveRequest', ['LegalNumber']),
    },
    () => ({
      start: directIn('/nordwind/tax/archive', 'E-Invoicing'),
      main: [
        zipBody('Compress'),
        base64Encode('Encode'),
        request(
          'Store document',
          httpOut('Legal Archive', '{{Archive_Host}}/store', { authentication: 'Client Certificate' }),
        ),
        writeVariable('Count documents', 'LastArchived', '${date:now:yyyy-MM-dd HH:mm}'),
      ],
      onError: reportError,
      parameters: { Archive_Host: parameter('https://archive.nordwind.example') },
    }),
  ),
  flow(
    {
      id: 'NWO_TAX_VAT_Report',
      name: 'VAT Report',
      version: '1.1.0',
      from: 'S/4HANA',
      to: 'Tax authority',
      by: 'tomasz',
      age: 7,
      text: 'Monthly VAT report of the Swedish and German companies.',
      deployed: {
        error: {
          parameter: [
            "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.nm.security.SecureStoreException: Credential with alias 'NWO_TAX_OFFICE_PORTAL' was not found",
          ],
          childMessages: [
            "Deploy a user credential with the name 'NWO_TAX_OFFICE_PORTAL' in Manage Security Material and restart the integration flow",
          ],
        },
      },
    },
    () => ({
      start: { timer: '{{Monthly_Run}}' },
      main: [
        s4Call('Read report', 'API_TAXREPORT_SRV', 'A_VatReport', 'Query(GET)'),
        xmlToCsv('As CSV', '/A_VatReport/A_VatReportType'),
        request('Upload report', soapOut('Tax Authority', '{{Portal Address}}', 'NWO_TAX_OFFICE_PORTAL')),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        'Portal Address': parameter('https://portal.tax-office.example/ws/vat'),
        Monthly_Run: schedule('0 0 6 8 * ? *', 'On the 8th of every month'),
      },
    }),
  ),
];

export const eInvoicing: PackageSeed = {
  id: 'NordwindEInvoicing',
  name: 'Nordwind E-Invoicing and Tax',
  shortText: 'Legal invoices, clearance and reports by country.',
  description: '<p>Mandates covered: IT, PL, RO, ES (clearance), DE and FR (network).</p>',
  version: '2.1.0',
  products: ['SAP S/4HANA'],
  keywords: ['invoice', 'clearance', 'VAT'],
  countries: ['Italy', 'Poland', 'Romania', 'Spain', 'Germany', 'France'],
  linesOfBusiness: ['Finance'],
  tags: { Author: 'Integration Team Finance', Criticality: 'High' },
  by: 'kwame',
  artifacts: [
    ...flows,
    mappingArtifact(
      {
        id: 'NWO_MM_Invoice_to_Clearance',
        name: 'Invoice to Clearance Document',
        text: 'Neutral invoice to the document of the clearance platform.',
        version: '2.0.0',
        by: 'kwame',
        age: 16,
      },
      toClearance,
    ),
    valueMapping(
      {
        id: 'NWO_VM_Tax_Codes',
        name: 'Tax Codes',
        text: 'Tax categories to the classes of each platform.',
        version: '2.3.0',
        by: 'kwame',
        age: 15,
      },
      [
        {
          source: ['Nordwind', 'TaxCategory'],
          target: ['Clearance', 'VatClass'],
          rows: [
            ['S', 'STANDARD'],
            ['R', 'REDUCED'],
            ['Z', 'ZERO'],
            ['E', 'EXEMPT'],
            ['AE', 'REVERSE_CHARGE'],
          ],
        },
        {
          source: ['S4HANA', 'MWSKZ'],
          target: ['Nordwind', 'TaxCategory'],
          rows: [
            ['A1', 'S'],
            ['A2', 'R'],
            ['A0', 'Z'],
            ['AX', 'E'],
            ['AR', 'AE'],
          ],
        },
      ],
    ),
  ],
};
