import { flow, scriptCollection, valueMapping } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import {
  get,
  idempotent,
  persist,
  pgpEncrypt,
  put,
  remove,
  sign,
  unzipBody,
  writeVariable,
  xmlToJson,
} from '../flow/format-steps.ts';
import {
  directOut,
  httpOut,
  jmsOut,
  mailOut,
  sftpOut,
  soapOut,
  successFactorsOut,
} from '../flow/receivers.ts';
import { directIn, jmsIn, sftpIn, soapIn } from '../flow/senders.ts';
import {
  end,
  filter,
  gather,
  modify,
  otherwise,
  request,
  route,
  script,
  send,
  split,
  when,
  xslt,
} from '../flow/steps.ts';
import { customHeaders } from '../groovy/common.ts';
import { checkStatement, hashPayment, maskAccounts } from '../groovy/finance.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { xsltFile } from '../shapes/xslt-file.ts';
import { answerError, mail, reportError, s4, shared, successFactors } from './building-blocks.ts';
import { busy, keys, rest, s4Call } from './short-hands.ts';

const paymentFile = xsltFile(
  'PaymentRun_to_pain001',
  `
  <xsl:param name="InitiatingParty" select="'NORDWIND OUTDOOR AB'"/>
  <xsl:template match="/PaymentRun">
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
      <CstmrCdtTrfInitn>
        <GrpHdr>
          <MsgId><xsl:value-of select="RunId"/></MsgId>
          <NbOfTxs><xsl:value-of select="count(Payment)"/></NbOfTxs>
          <CtrlSum><xsl:value-of select="format-number(sum(Payment/Amount), '0.00')"/></CtrlSum>
          <InitgPty><Nm><xsl:value-of select="$InitiatingParty"/></Nm></InitgPty>
        </GrpHdr>
        <xsl:for-each-group select="Payment" group-by="Currency">
          <PmtInf><PmtInfId><xsl:value-of select="concat(/PaymentRun/RunId, '-', current-grouping-key())"/></PmtInfId>
            <xsl:for-each select="current-group()">
              <CdtTrfTxInf><Amt><InstdAmt Ccy="{Currency}"><xsl:value-of select="Amount"/></InstdAmt></Amt></CdtTrfTxInf>
            </xsl:for-each>
          </PmtInf>
        </xsl:for-each-group>
      </CstmrCdtTrfInitn>
    </Document>
  </xsl:template>`,
);

const bank = {
  Bank_Host: parameter('sftp.bank-gateway.example:2222', 'Host of the bank gateway'),
  Bank_PGP_User: parameter(
    'Bank Gateway <files@bank-gateway.example>',
    'User id of the public key of the bank',
  ),
};

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_FIN_Bank_Statement_Fetch',
      name: 'Bank Statement Fetch',
      version: '2.0.3',
      from: 'Bank gateway',
      to: 'JMS',
      by: 'priya',
      age: 44,
      text: 'Fetches camt.053 statements of five banks and queues one message for each account.',
      traffic: busy(9, 0.03, 6200, 'camt.053', ['StatementId'], ['NWO_FIN_Bank_Statement']),
    },
    () => ({
      start: sftpIn('Bank Gateway', '{{Bank_Host}}', '/statements', '*.zip', '{{Poll Interval}}'),
      main: [
        unzipBody('Unpack'),
        split('One account each', '//*:Stmt'),
        script('Mask accounts', maskAccounts),
        send('Queue statement', jmsOut('NWO.FIN.STATEMENT')),
      ],
      onError: reportError,
      parameters: {
        ...bank,
        'Poll Interval': schedule('0 0/20 5-22 ? * MON-FRI *', 'Every 20 minutes on bank days'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_FIN_Bank_Statement',
      name: 'Bank Statement camt.053',
      version: '4.2.1',
      from: 'JMS',
      to: 'S/4HANA',
      by: 'priya',
      age: 24,
      text: 'Checks the balance of each statement and posts it to S/4HANA; what does not balance is reported to treasury.',
      traffic: busy(42, 0.022, 3100, 'camt.053', ['StatementId', 'Account'], ['NWO_FIN_Cash_Position']),
    },
    () => ({
      start: jmsIn('NWO.FIN.STATEMENT', 2),
      main: [
        script('Check balance', checkStatement),
        modify('Set business keys', {
          headers: { SAP_ApplicationID: '${property.StatementId}' },
          properties: { CustomHeaders: 'StatementId,Account' },
        }),
        script('Publish business keys', customHeaders, shared.logScripts),
        idempotent('Post once', 'Post statement', '${property.StatementId}'),
      ],
      out: directOut('/nordwind/finance/cash-position', 'Cash Position'),
      local: {
        'Post statement': [
          persist('Keep the original', 'BankStatement'),
          request(
            'Upload statement',
            soapOut('S/4HANA', '{{S4_Host}}/sap/bc/srt/scs_ext/sap/bankstatementreq', '{{S4_Credential}}'),
          ),
        ],
      },
      onError: reportError,
      parameters: s4,
    }),
  ),
  flow(
    {
      id: 'NWO_FIN_Cash_Position',
      name: 'Cash Position',
      version: '1.0.2',
      from: 'Bank Statement',
      to: 'Treasury system',
      by: 'priya',
      age: 90,
      text: 'Closing balances go to the treasury system.',
      traffic: busy(40, 0.008, 700, 'CashPosition', ['Account']),
    },
    () => ({
      start: directIn('/nordwind/finance/cash-position', 'Bank Statement'),
      main: [
        filter('Keep closing balance', "//*:Bal[*:Tp/*:CdOrPrtry/*:Cd='CLBD']"),
        xmlToJson('XML to JSON'),
        rest('Send balance', 'Treasury System', '{{Treasury_Host}}/positions', 'NWO_TREASURY', 'PUT'),
      ],
      onError: reportError,
      parameters: { Treasury_Host: parameter('https://treasury.nordwind.example/api') },
    }),
  ),
  flow(
    {
      id: 'NWO_FIN_Payment_Run',
      name: 'Payment Run pain.001',
      version: '3.0.0',
      from: 'S/4HANA',
      to: 'Bank gateway',
      by: 'priya',
      age: 31,
      deployed: { version: '2.9.4' },
      text: 'Payment proposals become signed and encrypted pain.001 files for the banks.',
      traffic: busy(6, 0.05, 8800, 'PaymentRun', ['RunId', 'FileDigest'], ['NWO_FIN_Payment_Status']),
    },
    () => ({
      start: soapIn('S/4HANA', '/nordwind/finance/payment-run'),
      main: [
        ...keys({ RunId: '/PaymentRun/RunId' }, '/PaymentRun/RunId'),
        xslt('Build pain.001', paymentFile),
        script('Hash file', hashPayment),
        sign('Sign file', 'nordwind_payment_sign'),
        pgpEncrypt('Encrypt for the bank', '{{Bank_PGP_User}}'),
        send(
          'Drop at bank',
          sftpOut('Bank Gateway', '{{Bank_Host}}', '/payments/in', '${property.RunId}.xml.pgp'),
        ),
        put('Wait for status', 'NWO_OpenPayments', '${property.RunId}'),
      ],
      onError: answerError,
      parameters: bank,
    }),
  ),
  flow(
    {
      id: 'NWO_FIN_Payment_Status',
      name: 'Payment Status',
      version: '1.0.0',
      from: 'Bank gateway',
      to: 'S/4HANA',
      by: 'kwame',
      age: 21,
      text: 'pain.002 answers of the banks; open payments without an answer after two days are reported.',
      traffic: busy(7, 0.04, 2200, 'pain.002', ['RunId']),
    },
    () => ({
      start: sftpIn('Bank Gateway', '{{Bank_Host}}', '/payments/status', '*.xml', '{{Poll Interval}}'),
      main: [
        ...keys({ RunId: '//*:OrgnlMsgId' }),
        get('Find payment', 'NWO_OpenPayments', '${property.RunId}'),
        route(
          'Accepted?',
          when(
            'Accepted',
            "//*:GrpSts = 'ACCP'",
            s4Call('Confirm run', 'API_PAYMENT_RUN', 'PaymentRunStatus', 'Patch(PATCH)'),
            remove('Close payment', 'NWO_OpenPayments', '${property.RunId}'),
          ),
          otherwise(
            'Rejected',
            end(
              'Tell treasury',
              mailOut(
                'Mail Server',
                'treasury@nordwind.example',
                'Payment run ${property.RunId} was rejected',
              ),
            ),
          ),
        ),
      ],
      onError: reportError,
      parameters: { ...bank, ...s4, ...mail, 'Poll Interval': schedule('0 0/30 6-20 ? * MON-FRI *') },
    }),
  ),
  flow(
    {
      id: 'NWO_FIN_Exchange_Rates',
      name: 'Exchange Rates',
      version: '1.3.0',
      from: 'Central bank',
      to: 'S/4HANA',
      by: 'tomasz',
      age: 140,
      text: 'Reference rates of the day for twelve currencies.',
      traffic: busy(1, 0.07, 4100, 'ExchangeRates', ['RateDate']),
    },
    () => ({
      start: { timer: '{{Daily_Run}}' },
      main: [
        request(
          'Read rates',
          httpOut('Central Bank', '{{Rates_URL}}', { method: 'GET', authentication: 'None' }),
        ),
        filter('Keep our currencies', "//Cube[contains('{{Currencies}}', @currency)]"),
        writeVariable('Remember date', 'LastRateDate', '${date:now:yyyy-MM-dd}'),
        s4Call('Write rates', 'API_EXCHANGERATE_SRV', 'A_ExchangeRate', 'Create(POST)'),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        Rates_URL: parameter('https://rates.central-bank.example/daily.xml'),
        Currencies: parameter('SEK,NOK,DKK,CHF,PLN,GBP,USD,CZK'),
        Daily_Run: schedule('0 30 16 ? * MON-FRI *'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_FIN_Cost_Centre_Replication',
      name: 'Cost Centre Replication',
      version: '0.8.0',
      from: 'S/4HANA',
      to: 'SAP SuccessFactors',
      by: 'kwame',
      age: 0,
      draft: true,
      deployed: { version: '0.7.1' },
      text: 'Cost centres for the HR cloud.',
      traffic: busy(2, 0.02, 5400, 'CostCentre'),
    },
    () => ({
      start: { timer: '{{Nightly_Run}}' },
      main: [
        s4Call('Read cost centres', 'API_COSTCENTER_SRV', 'A_CostCenter', 'Query(GET)'),
        split('Blocks', '//A_CostCenterType'),
        request('Upsert', successFactorsOut('SAP SuccessFactors', 'FOCostCenter', 'Upsert(UPSERT)')),
        gather('Gather answers'),
      ],
      onError: reportError,
      parameters: { ...s4, ...successFactors, Nightly_Run: schedule('0 0 1 ? * * *') },
    }),
  ),
];

export const finance: PackageSeed = {
  id: 'NordwindFinance',
  name: 'Nordwind Finance and Banking',
  shortText: 'Statements, payments, rates: the way between S/4HANA and the banks.',
  description:
    '<p>ISO 20022 interfaces with five banks through one gateway.</p><p><i>Changes need the approval of treasury.</i></p>',
  version: '4.2.0',
  products: ['SAP S/4HANA'],
  keywords: ['bank', 'camt.053', 'pain.001', 'treasury'],
  linesOfBusiness: ['Finance'],
  industries: ['Cross Industry'],
  tags: { Author: 'Integration Team Finance', Criticality: 'High' },
  by: 'priya',
  artifacts: [
    ...flows,
    valueMapping(
      {
        id: 'NWO_VM_House_Banks',
        name: 'House Banks',
        text: 'Account to house bank and general ledger account.',
        version: '1.1.0',
        by: 'priya',
        age: 85,
      },
      [
        {
          source: ['Bank', 'AccountCode'],
          target: ['S4HANA', 'HouseBank'],
          rows: [
            ['NW-SEK-01', 'NORD1'],
            ['NW-EUR-01', 'NORD2'],
            ['NW-EUR-02', 'RHIN1'],
            ['NW-NOK-01', 'FJRD1'],
            ['NW-PLN-01', 'WISL1'],
          ],
        },
        {
          source: ['Bank', 'TransactionCode'],
          target: ['S4HANA', 'PostingRule'],
          rows: [
            ['PMNT-RCDT', 'Y001'],
            ['PMNT-ICDT', 'Y002'],
            ['PMNT-CCRD', 'Y010'],
            ['ACMT-MDOP', 'Y900'],
          ],
        },
      ],
    ),
    scriptCollection(
      {
        id: 'NWO_SC_Banking',
        name: 'Banking Scripts',
        text: 'Checks and masking for bank files.',
        version: '1.2.1',
        by: 'priya',
        age: 52,
      },
      [checkStatement, hashPayment, maskAccounts],
    ),
  ],
  documents: {
    'Bank calendar 2026.txt':
      'Bank holidays on which no statements arrive are maintained in S/4HANA, factory calendar NB.\n',
  },
};
