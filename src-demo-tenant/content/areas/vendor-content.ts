import { flow, scriptCollection, valueMapping } from '../artifact-seeds.ts';
import { numberParameter, parameter, schedule } from '../flow/flow-definition.ts';
import { jsonToXml, xmlToJson } from '../flow/format-steps.ts';
import { directOut } from '../flow/receivers.ts';
import { directIn, httpsIn } from '../flow/senders.ts';
import { errorEnd, gather, mapping, modify, script, send, split } from '../flow/steps.ts';
import { errorContext } from '../groovy/common.ts';
import { roundFigures } from '../groovy/figures.ts';
import { memo } from '../memo.ts';
import type { PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { s4 } from './building-blocks.ts';
import { busy, rest, s4Call } from './short-hands.ts';

const report = shape(
  'urn:fjordwerk.example:expense:3',
  `
ExpenseReport
  ReportId string
  Employee string
  ApprovedOn date
  Entry*
    Category string
    Amount decimal
    Currency string
    CostObject string`,
);

const posting = shape(
  'urn:fjordwerk.example:posting:1',
  `
JournalEntry
  Reference string
  PostingDate date
  Item*
    GLAccount string
    Amount decimal
    Currency string
    CostCenter string`,
);

const toPosting = memo(() =>
  messageMapping(
    'FWK_MM_ExpenseReport_to_JournalEntry',
    report,
    posting,
    `
  /JournalEntry <- /ExpenseReport
  /JournalEntry/Reference <- /ExpenseReport/ReportId
  /JournalEntry/PostingDate <- /ExpenseReport/ApprovedOn
  /JournalEntry/Item <- /ExpenseReport/Entry
  /JournalEntry/Item/GLAccount <- valueMap(/ExpenseReport/Entry/Category)
  /JournalEntry/Item/Amount <- /ExpenseReport/Entry/Amount
  /JournalEntry/Item/Currency <- /ExpenseReport/Entry/Currency
  /JournalEntry/Item/CostCenter <- FormatNum(/ExpenseReport/Entry/CostObject)
`,
  ),
);

const expense = {
  Expense_Host: parameter(
    'https://eu2.api.expense.example',
    'Host of the expense service; see the configuration guide',
  ),
  Expense_Credential: parameter('FWK_EXPENSE_OAUTH', 'Name of the OAuth2 client credentials'),
  Page_Size: numberParameter(100, 'Reports of one request'),
};

/** Standard content of an invented publisher: configure-only, so single artifacts are not handed out. */
export const vendorContent: PackageSeed = {
  id: 'FjordwerkTravelExpenseConnector',
  name: 'Fjordwerk Travel and Expense Connector',
  shortText: 'Approved expense reports to S/4HANA, cost objects and employees to the expense service.',
  description:
    '<p>Prebuilt integration of the expense service of Fjordwerk with SAP S/4HANA.</p><p>Supported releases: 2408 and later. See the <a href="https://help.fjordwerk.example/connector">configuration guide</a>.</p>',
  version: '3.4.1',
  vendor: 'Fjordwerk Software',
  mode: 'READ_ONLY',
  partnerContent: true,
  updateAvailable: true,
  products: ['SAP S/4HANA Cloud', 'Fjordwerk Expense'],
  keywords: ['travel', 'expense'],
  industries: ['Cross Industry'],
  linesOfBusiness: ['Finance', 'Human Resources'],
  countries: ['Regional - EMEA'],
  by: 'transport',
  artifacts: [
    flow(
      {
        id: 'FWK_Expense_Report_Replication',
        name: 'Replicate Expense Reports from Fjordwerk Expense to SAP S/4HANA',
        version: '3.4.0',
        from: 'Fjordwerk Expense',
        to: 'SAP S/4HANA',
        by: 'transport',
        age: 52,
        text: 'Reads approved reports and posts them as journal entries.',
        traffic: busy(5, 0.03, 7100, 'ExpenseReport', ['ReportId'], ['FWK_Expense_Feedback']),
      },
      () => ({
        start: { timer: '{{Schedule}}' },
        main: [
          rest(
            'Read approved reports',
            'Fjordwerk Expense',
            '{{Expense_Host}}/v3/reports',
            '{{Expense_Credential}}',
            'GET',
          ),
          jsonToXml('JSON to XML', 'ExpenseReports'),
          split('One report each', '/ExpenseReports/ExpenseReport'),
          mapping('Map to journal entry', toPosting().file, toPosting().schemas),
          s4Call('Post journal entry', 'API_JOURNALENTRY_CREATE', 'JournalEntry', 'Create(POST)'),
          send('Feedback', directOut('/fjordwerk/expense/feedback', 'Feedback')),
          gather('Gather'),
        ],
        onError: [script('Collect error context', errorContext), errorEnd('Failed')],
        parameters: {
          ...s4,
          ...expense,
          Schedule: schedule('0 0/30 6-20 ? * MON-FRI *', 'When reports are read'),
        },
      }),
    ),
    flow(
      {
        id: 'FWK_Expense_Feedback',
        name: 'Send Posting Feedback to Fjordwerk Expense',
        version: '3.4.0',
        from: 'SAP S/4HANA',
        to: 'Fjordwerk Expense',
        by: 'transport',
        age: 52,
        text: 'Document number or error back to the report.',
        traffic: busy(5, 0.01, 800, 'Feedback', ['ReportId']),
      },
      () => ({
        start: directIn('/fjordwerk/expense/feedback', 'Replication'),
        main: [
          xmlToJson('XML to JSON'),
          rest(
            'Send feedback',
            'Fjordwerk Expense',
            '{{Expense_Host}}/v3/reports/${property.ReportId}/posting',
            '{{Expense_Credential}}',
          ),
        ],
        onError: [script('Collect error context', errorContext), errorEnd('Failed')],
        parameters: expense,
      }),
    ),
    flow(
      {
        id: 'FWK_Cost_Object_Replication',
        name: 'Replicate Cost Objects from SAP S/4HANA to Fjordwerk Expense',
        version: '3.3.2',
        from: 'SAP S/4HANA',
        to: 'Fjordwerk Expense',
        by: 'transport',
        age: 52,
        deployed: { version: '3.3.1' },
        text: 'Cost centres and internal orders.',
        traffic: busy(1, 0.02, 15_000, 'CostObject'),
      },
      () => ({
        start: { timer: '{{Schedule}}' },
        main: [
          s4Call('Read cost centres', 'API_COSTCENTER_SRV', 'A_CostCenter', 'Query(GET)'),
          split('Blocks', '//A_CostCenterType'),
          xmlToJson('XML to JSON'),
          rest(
            'Send cost objects',
            'Fjordwerk Expense',
            '{{Expense_Host}}/v3/lists',
            '{{Expense_Credential}}',
            'PUT',
          ),
        ],
        parameters: { ...s4, ...expense, Schedule: schedule('0 0 2 ? * * *') },
      }),
    ),
    valueMapping(
      {
        id: 'FWK_VM_Expense_Categories',
        name: 'Expense Categories',
        text: 'Expense categories to general ledger accounts.',
        version: '3.4.0',
        by: 'transport',
        age: 51,
        deployed: 'changed',
      },
      [
        {
          source: ['Expense', 'Category'],
          target: ['S4HANA', 'GLAccount'],
          rows: [
            ['HOTEL', '61003000'],
            ['FLIGHT', '61001000'],
            ['TRAIN', '61002000'],
            ['MEAL', '61004000'],
            ['TAXI', '61002500'],
            ['OTHER', '61009000'],
          ],
        },
      ],
    ),
    scriptCollection(
      {
        id: 'FWK_SC_Expense',
        name: 'Fjordwerk Expense Scripts',
        text: 'Scripts of the connector.',
        version: '3.4.0',
        by: 'transport',
        age: 52,
      },
      [errorContext],
    ),
  ],
  documents: {
    'Configuration Guide.txt':
      'Fjordwerk Travel and Expense Connector 3.4\n\n1. Deploy the credential FWK_EXPENSE_OAUTH.\n2. Configure host and schedule.\n3. Deploy the value mapping, then the flows.\n',
  },
  links: {
    'Fjordwerk Help': 'https://help.fjordwerk.example/connector',
    'Release Notes': 'https://help.fjordwerk.example/connector/releases',
  },
};

export const sandbox: PackageSeed = {
  id: 'NordwindSandbox',
  name: 'Sandbox (delete after 90 days)',
  shortText: 'Experiments & trials – nothing productive.',
  description:
    '<p>Anything here may be deleted <s>at any time</s> after 90 days. Quotes " and &lt;tags&gt; welcome.</p>',
  version: '',
  by: 'jonas',
  artifacts: [
    flow(
      {
        id: 'Jonas_Test_1',
        name: 'Test 1',
        text: '',
        version: '1.0.0',
        by: 'jonas',
        age: 12,
        draft: true,
        deployed: 'none',
      },
      () => ({ start: httpsIn('Sender', '/test1'), main: [modify('Hello', { body: 'Hello' })] }),
    ),
    flow(
      {
        id: 'ZZ_Order_to_S4HANA_copy',
        name: 'Order to S/4HANA (copy of anna)',
        text: 'Copy to try the new API',
        version: '1.4.1',
        by: 'anna',
        age: 40,
        deployed: 'none',
      },
      () => ({
        start: httpsIn('Sender', '/nordwind/sandbox/order'),
        main: [
          jsonToXml('JSON to XML', 'WebshopOrder'),
          s4Call('Create sales order', 'API_SALES_ORDER_SRV', 'A_SalesOrder', 'Create(POST)'),
        ],
        parameters: s4,
      }),
    ),
    flow(
      {
        id: 'Sandbox_JavaScript_Trial',
        name: 'JavaScript Trial',
        text: 'How far does JavaScript get us?',
        version: '1.0.1',
        by: 'tomasz',
        age: 130,
        deployed: {
          error: {
            parameter: [
              "[CAMEL][IFLOW][CAUSE]: Cause: org.apache.camel.FailedToCreateRouteException: Failed to create route Process_9: Local Integration Process 'Process_12' does not exist",
            ],
            childMessages: [],
          },
        },
      },
      () => ({ start: httpsIn('Sender', '/nordwind/sandbox/js'), main: [modify('Answer', { body: '{}' })] }),
    ),
    scriptCollection(
      {
        id: 'Sandbox_Scripts',
        name: 'Sandbox Scripts',
        text: 'Snippets',
        version: '1.0.0',
        by: 'jonas',
        age: 12,
        draft: true,
        deployed: 'none',
      },
      [roundFigures],
    ),
  ],
};
