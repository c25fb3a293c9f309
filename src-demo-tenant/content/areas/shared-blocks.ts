import { flow, scriptCollection, valueMapping } from '../artifact-seeds.ts';
import { numberParameter, parameter, schedule } from '../flow/flow-definition.ts';
import { get, idempotent, jsonToXml, put, remove, select } from '../flow/format-steps.ts';
import { directOut, jmsOut, mailOut, odataOut } from '../flow/receivers.ts';
import { directIn, httpsIn } from '../flow/senders.ts';
import {
  end,
  errorEnd,
  loop,
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
import { customHeaders, errorContext, idocNumber, logPayload } from '../groovy/common.ts';
import { checkCertificates, formatDates, roundFigures } from '../groovy/figures.ts';
import type { PackageSeed } from '../seed.ts';
import { xsltFile } from '../shapes/xslt-file.ts';
import { answerError, mail, reportError, shared } from './building-blocks.ts';
import { busy, rest } from './short-hands.ts';

export const sharedBlocks: PackageSeed = {
  id: 'NordwindSharedBuildingBlocks',
  name: 'Nordwind Shared Building Blocks',
  shortText: 'Error handling, notifications, logging and value mappings for every team.',
  description:
    '<p>Used by all other packages; changes need a review by two teams.</p><ol><li>Error handler</li><li>Notifications</li><li>Script collections</li></ol>',
  version: '3.0.0',
  keywords: ['error handling', 'logging', 'shared'],
  tags: { Author: 'Integration Platform Team', Criticality: 'High' },
  by: 'kwame',
  artifacts: [
    flow(
      {
        id: 'NWO_SHR_Error_Handler',
        name: 'Central Error Handler',
        version: '2.3.0',
        from: 'All flows',
        to: 'Ticket system, Mail',
        by: 'kwame',
        age: 20,
        text: 'Classifies failures: transient ones are retried, business ones go to the owner, the rest opens a ticket.',
        traffic: busy(20, 0.01, 700, 'Error', ['FlowName'], ['NWO_SHR_Mail_Dispatch']),
      },
      () => ({
        start: directIn(shared.errorAddress, 'All flows'),
        main: [
          jsonToXml('JSON to XML', 'Error'),
          modify('Read context', {
            properties: { FlowName: '/Error/flow', HttpStatus: '/Error/httpStatus' },
          }),
          route(
            'What kind of failure?',
            when(
              'Transient',
              "${property.HttpStatus} in '408,429,502,503,504'",
              put('Count', 'NWO_TransientErrors', '${property.FlowName}'),
              end('Retried by the queue'),
            ),
            when(
              'Business',
              "${property.HttpStatus} in '400,404,409,422'",
              end('To owner', directOut('/nordwind/shared/mail', 'Mail Dispatch')),
            ),
            otherwise(
              'Technical',
              rest('Open ticket', 'Ticket System', '{{Ticket_Host}}/tickets', 'NWO_TICKETS'),
            ),
          ),
        ],
        parameters: { Ticket_Host: parameter('https://tickets.nordwind.example/api') },
      }),
    ),
    flow(
      {
        id: 'NWO_SHR_Customer_Notification',
        name: 'Customer Notification',
        version: '1.9.1',
        from: 'All flows',
        to: 'Message service',
        by: 'ines',
        age: 11,
        text: 'Mail, text message or push, by the wish and in the language of the customer.',
        traffic: busy(105, 0.009, 460, 'Notification', ['CustomerId', 'Template']),
      },
      () => ({
        start: directIn(shared.notifyAddress, 'All flows'),
        main: [
          get('Read wishes', 'NWO_ContactWishes', '${property.CustomerId}'),
          route(
            'Channel',
            otherwise(
              'Mail',
              xslt(
                'Render mail',
                xsltFile(
                  'RenderNotification',
                  `
  <xsl:param name="Language" select="'en'"/>
  <xsl:template match="/Notification">
    <html lang="{$Language}"><body><p><xsl:value-of select="Text[@lang=$Language]"/></p></body></html>
  </xsl:template>`,
                ),
              ),
              send('Send mail', mailOut('Mail Server', '${property.Email}', '${property.Subject}')),
            ),
            when(
              'Text message',
              "//Wish = 'SMS'",
              rest('Send text', 'Message Service', '{{Message_Host}}/sms', 'NWO_MESSAGES'),
            ),
            when(
              'Push',
              "//Wish = 'PUSH'",
              rest('Send push', 'Message Service', '{{Message_Host}}/push', 'NWO_MESSAGES'),
            ),
            when('Nothing', "//Wish = 'NONE'", end('Not wanted')),
          ),
        ],
        onError: reportError,
        parameters: { ...mail, Message_Host: parameter('https://messages.nordwind.example') },
      }),
    ),
    flow(
      {
        id: 'NWO_SHR_Mail_Dispatch',
        name: 'Mail Dispatch',
        version: '1.2.0',
        from: 'All flows',
        to: 'Mail server',
        by: 'kwame',
        age: 105,
        text: 'Mails to colleagues, at most one an hour for the same reason.',
        traffic: busy(22, 0.012, 1500, 'Mail'),
      },
      () => ({
        start: directIn('/nordwind/shared/mail', 'All flows'),
        main: [idempotent('Once an hour', 'Send', '${property.Subject}-${date:now:yyyyMMddHH}')],
        local: { Send: [send('Send mail', mailOut('Mail Server', '{{Default_To}}', '${property.Subject}'))] },
        parameters: { ...mail, Default_To: parameter('integration@nordwind.example') },
      }),
    ),
    scriptCollection(
      {
        id: shared.errorScripts,
        name: 'Error Handling',
        text: 'Collects what is known about a failure.',
        version: '2.3.0',
        by: 'kwame',
        age: 45,
      },
      [errorContext, customHeaders],
    ),
    scriptCollection(
      {
        id: shared.logScripts,
        name: 'Payload Logging',
        text: 'Payloads and business keys in the log.',
        version: '1.4.0',
        by: 'kwame',
        age: 45,
        deployed: 'changed',
      },
      [logPayload, customHeaders],
    ),
    scriptCollection(
      {
        id: 'NWO_SC_Dates_and_Numbers',
        name: 'Dates and Numbers',
        text: 'Conversions that come up again and again.',
        version: '1.0.2',
        by: 'jonas',
        age: 0,
        draft: true,
      },
      [formatDates, roundFigures, idocNumber],
    ),
    valueMapping(
      {
        id: 'NWO_VM_Country_Codes',
        name: 'Country Codes',
        text: 'ISO codes to the codes of ERP and carriers.',
        version: '1.6.0',
        by: 'tomasz',
        age: 35,
        deployed: { version: '1.5.2' },
      },
      [
        {
          source: ['ISO', 'Alpha2'],
          target: ['ERP', 'LAND1'],
          rows: [
            ['SE', 'SE'],
            ['NO', 'NO'],
            ['DK', 'DK'],
            ['FI', 'FI'],
            ['DE', 'DE'],
            ['GB', 'GB'],
            ['XI', 'GB'],
            ['GR', 'EL'],
          ],
        },
        {
          source: ['ISO', 'Alpha2'],
          target: ['ISO', 'Alpha3'],
          rows: [
            ['SE', 'SWE'],
            ['NO', 'NOR'],
            ['DK', 'DNK'],
            ['FI', 'FIN'],
            ['DE', 'DEU'],
            ['GB', 'GBR'],
            ['GR', 'GRC'],
            ['PL', 'POL'],
            ['NL', 'NLD'],
          ],
        },
      ],
    ),
    valueMapping(
      {
        id: 'NWO_VM_Languages',
        name: 'Languages',
        text: 'Language keys of ERP to ISO 639.',
        version: '1.0.0',
        by: 'tomasz',
        age: 300,
      },
      [
        {
          source: ['ERP', 'SPRAS'],
          target: ['ISO', '639-1'],
          rows: [
            ['E', 'en'],
            ['D', 'de'],
            ['V', 'sv'],
            ['O', 'no'],
            ['K', 'da'],
            ['U', 'fi'],
            ['L', 'pl'],
            ['N', 'nl'],
          ],
        },
      ],
    ),
  ],
};

export const utilities: PackageSeed = {
  id: 'NordwindUtilities',
  name: 'Nordwind Utilities',
  shortText: 'Helpers of the platform team.',
  description: '<p>Nothing here carries business data.</p>',
  version: '1.1.0',
  keywords: ['operations'],
  tags: { Author: 'Integration Platform Team', Criticality: 'Low' },
  by: 'kwame',
  artifacts: [
    flow(
      {
        id: 'NWO_UTL_Ping',
        name: 'Ping',
        version: '1.0.0',
        from: 'Monitoring',
        to: '',
        by: 'kwame',
        age: 420,
        text: 'Answers with the time; the monitoring calls it every minute.',
        traffic: busy(44, 0.0005, 12, 'Ping'),
      },
      () => ({
        start: httpsIn('Monitoring', '/nordwind/utilities/ping'),
        main: [
          modify('Answer', {
            headers: { 'Content-Type': 'text/plain' },
            body: 'alive ${date:now:yyyy-MM-dd HH:mm:ss}',
          }),
        ],
      }),
    ),
    flow(
      {
        id: 'NWO_UTL_Queue_Replay',
        name: 'Queue Replay',
        version: '1.1.0',
        from: 'Platform team',
        to: 'JMS',
        by: 'kwame',
        age: 65,
        text: 'Moves messages of a dead letter queue back, one block at a time.',
        traffic: busy(1, 0.02, 5200, 'Replay'),
      },
      () => ({
        start: httpsIn('Platform Team', '/nordwind/utilities/replay'),
        main: [
          select('Take a block', 'NWO_DeadLetters', 100),
          split('One message each', '/messages/message'),
          route(
            'Target',
            when(
              'Orders',
              "${header.Queue} = 'NWO.OTC.ORDER.INBOUND'",
              end('To orders', jmsOut('NWO.OTC.ORDER.INBOUND')),
            ),
            when(
              'Materials',
              "${header.Queue} = 'NWO.MDG.MATERIAL.WEBSHOP'",
              end('To materials', jmsOut('NWO.MDG.MATERIAL.WEBSHOP')),
            ),
            otherwise('Unknown', errorEnd('Unknown queue')),
          ),
        ],
        onError: answerError,
      }),
    ),
    flow(
      {
        id: 'NWO_UTL_Store_Cleanup',
        name: 'Data Store Cleanup',
        version: '1.0.2',
        from: 'Timer',
        to: '',
        by: 'kwame',
        age: 200,
        text: 'Deletes entries of decisions and labels after 30 days.',
        traffic: busy(1, 0.005, 30_000, 'Cleanup'),
      },
      () => ({
        start: { timer: '{{Weekly}}' },
        main: [loop('All entries', 'Delete block', '${property.Left} > 0', 200)],
        local: {
          'Delete block': [
            select('Old decisions', 'NWO_CreditDecisions', 500),
            split('One entry each', '/messages/message'),
            remove('Delete entry', 'NWO_CreditDecisions', '${header.SapDataStoreId}'),
            modify('Count', { properties: { Left: 'count(/messages/message)' } }),
          ],
        },
        parameters: { Weekly: schedule('0 0 4 ? * SUN *') },
      }),
    ),
    flow(
      {
        id: 'NWO_UTL_Certificate_Expiry',
        name: 'Certificate Expiry',
        version: '1.0.1',
        from: 'Keystore',
        to: 'Mail',
        by: 'priya',
        age: 19,
        text: 'Reports keystore entries that expire soon.',
        traffic: busy(1, 0.01, 3600, 'CertificateReport', [], ['NWO_SHR_Mail_Dispatch']),
      },
      () => ({
        start: { timer: '{{Daily_Run}}' },
        main: [
          modify('Set limit', { properties: { WarnDays: '{{Warn Days}}' } }),
          request(
            'Read keystore',
            odataOut('This tenant', '{{API_Host}}/api/v1', 'KeystoreEntries', 'Query(GET)', 'NWO_TENANT_API'),
          ),
          script('Check certificates', checkCertificates),
          route(
            'Any?',
            when('None', "${property.Expiring} = '0'", end('Nothing expires')),
            otherwise('Some'),
          ),
        ],
        out: directOut('/nordwind/shared/mail', 'Mail Dispatch'),
        onError: reportError,
        parameters: {
          'Warn Days': numberParameter(45),
          API_Host: parameter('https://tenant.nordwind.example'),
          Daily_Run: schedule('0 0 6 ? * MON-FRI *'),
        },
      }),
    ),
  ],
};
