import { flow } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import { base64Decode, jsonToXml, xmlToCsv, xmlToJson, zipBody } from '../flow/format-steps.ts';
import { directOut, httpOut, sftpOut, xiOut } from '../flow/receivers.ts';
import { directIn, httpsIn, soapIn, xiIn } from '../flow/senders.ts';
import { escalate, filter, gather, loop, modify, multicast, request, script, send } from '../flow/steps.ts';
import { errorContext } from '../groovy/common.ts';
import { roundFigures } from '../groovy/figures.ts';
import type { PackageSeed } from '../seed.ts';
import { answerError, reportError, s4, shared } from './building-blocks.ts';
import { busy, keys, rest, s4Call } from './short-hands.ts';

export const service: PackageSeed = {
  id: 'NordwindCustomerService',
  name: 'Nordwind Customer Service',
  shortText: 'Warranty claims, repairs and tickets.',
  description: '<p>Between the ticket system of customer service and S/4HANA.</p>',
  version: '1.2.0',
  products: ['SAP S/4HANA'],
  keywords: ['warranty', 'repair', 'ticket'],
  linesOfBusiness: ['Service'],
  tags: { Author: 'Integration Team Sales', Criticality: 'Low' },
  by: 'anna',
  artifacts: [
    flow(
      {
        id: 'NWO_SRV_Warranty_Claim',
        name: 'Warranty Claim',
        version: '1.2.0',
        from: 'Ticket system',
        to: 'S/4HANA',
        by: 'anna',
        age: 39,
        text: 'Claims with pictures; the pictures go to the document store.',
        traffic: busy(12, 0.03, 2900, 'WarrantyClaim', ['Ticket', 'SerialNumber'], ['NWO_SRV_Ticket_Update']),
      },
      () => ({
        start: httpsIn('Ticket System', '/nordwind/service/claims'),
        main: [
          jsonToXml('JSON to XML', 'Claim'),
          ...keys({ Ticket: '/Claim/Ticket', SerialNumber: '/Claim/SerialNumber' }, '/Claim/Ticket'),
          multicast(
            'Pictures and claim',
            'parallel',
            'Both done',
            [
              base64Decode('Decode picture'),
              request(
                'Store picture',
                httpOut('Document Store', '{{Document_Host}}/documents', { credential: 'NWO_DOCUMENTS' }),
              ),
            ],
            [s4Call('Create claim', 'API_WARRANTY_CLAIM', 'WarrantyClaim', 'Create(POST)')],
          ),
          gather('Combine answers'),
          xmlToJson('Answer as JSON'),
        ],
        onError: answerError,
        parameters: { ...s4, Document_Host: parameter('https://documents.nordwind.example') },
      }),
    ),
    flow(
      {
        id: 'NWO_SRV_Ticket_Update',
        name: 'Ticket Update',
        version: '1.0.3',
        from: 'S/4HANA',
        to: 'Ticket system',
        by: 'anna',
        age: 71,
        text: 'State of claims and repairs back to the ticket.',
        traffic: busy(15, 0.02, 880, 'TicketUpdate', ['Ticket'], ['NWO_SHR_Customer_Notification']),
      },
      () => ({
        start: soapIn('S/4HANA', '/nordwind/service/ticket-update'),
        main: [
          ...keys({ Ticket: '//Ticket' }),
          xmlToJson('XML to JSON'),
          rest(
            'Update ticket',
            'Ticket System',
            '{{Ticket_Host}}/tickets/${property.Ticket}',
            'NWO_TICKETS',
            'PATCH',
          ),
        ],
        out: directOut(shared.notifyAddress, 'Customer Notification'),
        onError: reportError,
        parameters: { Ticket_Host: parameter('https://tickets.nordwind.example/api') },
      }),
    ),
    flow(
      {
        id: 'NWO_SRV_Repair_Order',
        name: 'Repair Order',
        version: '1.1.1',
        from: 'S/4HANA',
        to: 'Repair partner',
        by: 'marco',
        age: 88,
        deployed: { version: '1.1.0' },
        text: 'Repair orders to the partner, by proxy.',
        traffic: busy(4, 0.04, 2100, 'RepairOrder', ['RepairOrder']),
      },
      () => ({
        start: xiIn('S/4HANA', '/nordwind/service/repair-order'),
        main: [
          filter('Repair order', '//RepairOrder'),
          request('Send to partner', xiOut('Repair Partner', '{{Partner_Address}}', 'RepairOrder_In')),
        ],
        onError: [
          script('Collect error context', errorContext, shared.errorScripts),
          escalate('Tell the proxy'),
        ],
        parameters: {
          Partner_Address: parameter('http://pi-virtual.nordwind.example:50000/sap/xi/engine'),
          ERP_Credential: parameter('NWO_REPAIR_PARTNER'),
        },
      }),
    ),
  ],
};

export const analytics: PackageSeed = {
  id: 'NordwindAnalytics',
  name: 'Nordwind Analytics Feeds',
  shortText: 'Extracts for data lake and reports.',
  description: '<p>Feeds are repeatable: every file carries its window.</p>',
  version: '1.1.0',
  keywords: ['data lake', 'extract'],
  linesOfBusiness: ['Finance', 'Sales'],
  tags: { Author: 'Data Team', Criticality: 'Low' },
  by: 'kwame',
  artifacts: [
    flow(
      {
        id: 'NWO_ANA_Sales_Feed',
        name: 'Sales Feed',
        version: '1.1.0',
        from: 'Stores',
        to: 'Data lake',
        by: 'kwame',
        age: 32,
        text: 'Sales lines of stores, hourly files.',
        traffic: busy(100, 0.006, 350, 'SalesDay', ['Store'], ['NWO_ANA_KPI_Push']),
      },
      () => ({
        start: directIn('/nordwind/analytics/sales', 'Stores'),
        main: [
          filter('Sales lines', '//Line'),
          xmlToCsv('As CSV', '//Line'),
          zipBody('Compress'),
          request(
            'Append file',
            httpOut('Data Lake', '{{Lake_Host}}/sales/${date:now:yyyy/MM/dd/HH}', {
              method: 'PATCH',
              credential: 'NWO_LAKE',
            }),
          ),
        ],
        onError: reportError,
        parameters: { Lake_Host: parameter('https://lake.nordwind.example/raw') },
      }),
    ),
    flow(
      {
        id: 'NWO_ANA_KPI_Push',
        name: 'KPI Push',
        version: '1.0.0',
        from: 'Data lake',
        to: 'Dashboard',
        by: 'kwame',
        age: 58,
        text: 'Figures of the day for the wall screens.',
        traffic: busy(20, 0.01, 410, 'KPI'),
      },
      () => ({
        start: httpsIn('Data Lake', '/nordwind/analytics/kpi'),
        main: [
          script('Round figures', roundFigures),
          rest('Push figures', 'Dashboard', 'https://dashboard.nordwind.example/api/push', 'NWO_DASHBOARD'),
        ],
        onError: answerError,
      }),
    ),
    flow(
      {
        id: 'NWO_ANA_Ledger_Extract',
        name: 'Ledger Extract',
        version: '1.0.5',
        from: 'S/4HANA',
        to: 'Data lake',
        by: 'kwame',
        age: 15,
        deployed: 'none',
        text: 'Line items of the general ledger; run by hand before audits.',
      },
      () => ({
        start: { timer: '{{On_Demand}}' },
        main: [loop('All pages', 'Read one page', "${property.Next} != ''", 500)],
        local: {
          'Read one page': [
            s4Call('Read page', 'API_JOURNALENTRYITEMBASIC_SRV', 'A_JournalEntryItemBasic', 'Query(GET)'),
            modify('Next page', { properties: { Next: '//link[@rel="next"]/@href' } }),
            send(
              'Write file',
              sftpOut(
                'Data Lake',
                'lake.nordwind.example:22',
                '/ledger',
                'ledger_${date:now:yyyyMMddHHmmssSSS}.xml',
              ),
            ),
          ],
        },
        onError: reportError,
        parameters: { ...s4, On_Demand: schedule(undefined, 'Once after deployment') },
      }),
    ),
  ],
};
