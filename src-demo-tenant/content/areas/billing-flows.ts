import { flow } from '../artifact-seeds.ts';
import { numberParameter, parameter, schedule } from '../flow/flow-definition.ts';
import { persist, writeVariable, xmlToCsv, xmlToJson } from '../flow/format-steps.ts';
import { directOut, httpOut, idocOut, odataOut, sftpOut, soapOut } from '../flow/receivers.ts';
import { directIn, idocIn } from '../flow/senders.ts';
import {
  end,
  errorEnd,
  modify,
  multicast,
  otherwise,
  request,
  route,
  script,
  sharedMapping,
  when,
} from '../flow/steps.ts';
import { customHeaders, idocNumber } from '../groovy/common.ts';
import type { ArtifactSeed } from '../seed.ts';
import { edmxFile, xsdFile } from '../shapes/schema-files.ts';
import { erp, reportError, s4, shared } from './building-blocks.ts';
import { priceList } from './sales-shapes.ts';

export const salesDocumentFlows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_OTC_Dealer_Order_to_ERP',
      name: 'Dealer Order to ERP',
      text: 'Orders of dealers, already converted by partner onboarding, become ORDERS05 IDocs.',
      version: '1.8.4',
      from: 'Partner Onboarding',
      to: 'ERP',
      by: 'kwame',
      age: 19,
      traffic: {
        weight: 34,
        failureRate: 0.03,
        typicalMs: 980,
        messageType: 'ORDERS',
        headers: ['DealerGln', 'OrderNumber'],
        next: ['NWO_B2B_Functional_Acknowledgement'],
      },
    },
    () => ({
      start: directIn('/nordwind/sales/dealer-order', 'Partner Onboarding'),
      main: [
        modify('Set order context', {
          properties: {
            DealerGln: '/DealerOrder/DealerGln',
            OrderNumber: '/DealerOrder/OrderNumber',
            CustomHeaders: 'DealerGln,OrderNumber',
          },
        }),
        script('Publish business keys', customHeaders, shared.logScripts),
        sharedMapping('Map to ORDERS05', 'NWO_MM_DealerOrder_to_ORDERS05'),
        persist('Keep a copy', 'DealerOrderIdoc'),
        request(
          'Post IDoc',
          idocOut('ERP', '{{ERP_Host}}/sap/bc/srt/idoc?sap-client={{ERP_Client}}', '{{ERP_Credential}}'),
        ),
      ],
      onError: reportError,
      parameters: { ...erp, ERP_Client: numberParameter(100, 'Client of the ERP system') },
    }),
  ),
  flow(
    {
      id: 'NWO_OTC_Price_List_Distribution',
      name: 'Price List Distribution',
      text: 'Every night: reads changed prices and sends them to webshop, stores and dealers.',
      version: '3.1.0',
      from: 'S/4HANA',
      to: 'Webshop, Stores, Dealers',
      by: 'kwame',
      age: 0,
      draft: true,
      traffic: {
        weight: 3,
        failureRate: 0.08,
        typicalMs: 48_000,
        messageType: 'PriceList',
        headers: ['SalesArea'],
      },
    },
    () => ({
      start: { timer: '{{Nightly_Run}}' },
      main: [
        modify('Set last run', { properties: { ValidFrom: '${date:now:yyyy-MM-dd}' } }),
        request(
          'Read changed prices',
          odataOut(
            'S/4HANA',
            '{{S4_Host}}/sap/opu/odata/sap/API_SLSPRICINGCONDITIONRECORD_SRV',
            'A_SlsPrcgConditionRecord',
            'Query(GET)',
            '{{S4_Credential}}',
            edmxFile('API_SLSPRICINGCONDITIONRECORD_SRV', priceList),
          ),
        ),
        route(
          'Anything changed?',
          when('No', 'not(//A_SlsPrcgConditionRecordType)', end('Nothing changed')),
          otherwise('Yes'),
        ),
        multicast(
          'Distribute',
          'parallel',
          undefined,
          [
            xmlToJson('Prices as JSON', ['prices']),
            end(
              'To webshop',
              httpOut('Webshop', '{{Webshop_Host}}/api/v2/prices', {
                method: 'PUT',
                credential: '{{Webshop_Credential}}',
              }),
            ),
          ],
          [
            xmlToCsv('Prices as CSV', '/PriceList/Price'),
            end(
              'To stores',
              sftpOut('Store Server', '{{Store_Host}}', '/in/prices', 'prices_${date:now:yyyyMMdd}.csv'),
            ),
          ],
          [
            writeVariable('Remember run', 'LastPriceRun', '${date:now:yyyy-MM-dd HH:mm:ss}'),
            end('To dealers', directOut('/nordwind/b2b/price-catalogue', 'Partner Onboarding')),
          ],
        ),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        Nightly_Run: schedule('0 30 2 ? * * *', 'Every day at 02:30'),
        Webshop_Host: parameter('https://shop.nordwind.example'),
        Webshop_Credential: parameter('NWO_WEBSHOP_OAUTH'),
        Store_Host: parameter('files.stores.nordwind.example:22'),
      },
      files: [xsdFile('PriceList', priceList)],
    }),
  ),
  flow(
    {
      id: 'NWO_OTC_Credit_Check',
      name: 'Credit Check',
      text: 'Synchronous credit decision of the rating agency, for other flows.',
      version: '1.0.6',
      from: 'Order flows',
      to: 'Rating agency',
      by: 'priya',
      age: 41,
      deployed: 'changed',
      traffic: {
        weight: 60,
        failureRate: 0.015,
        typicalMs: 2300,
        messageType: 'CreditRequest',
        headers: ['CustomerId'],
      },
    },
    () => ({
      start: directIn('/nordwind/sales/credit-check'),
      main: [
        modify('Build request', {
          body: '<CreditRequest><Customer>${property.CustomerId}</Customer><Limit>{{Default Limit}}</Limit></CreditRequest>',
        }),
        request('Ask agency', soapOut('Rating Agency', '{{Agency_Address}}', '{{Agency_Credential}}')),
        route(
          'Decision',
          when('Refused', "//Decision = 'R'", errorEnd('Credit refused')),
          otherwise('Granted'),
        ),
      ],
      onError: reportError,
      parameters: {
        'Default Limit': numberParameter(500, 'Limit in EUR for unknown customers'),
        Agency_Address: parameter('https://ws.ratings.example/credit/v3'),
        Agency_Credential: parameter('NWO_RATING_AGENCY'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_OTC_Invoice_Outbound',
      name: 'Invoice Outbound',
      text: 'INVOIC02 IDocs of billing go to e-invoicing, to EDI partners or to the print service.',
      version: '2.8.0',
      from: 'ERP',
      to: 'E-Invoicing, Partners, Print service',
      by: 'priya',
      age: 14,
      traffic: {
        weight: 70,
        failureRate: 0.018,
        typicalMs: 760,
        messageType: 'INVOIC',
        headers: ['DOCNUM', 'InvoiceNumber'],
        next: ['NWO_TAX_Invoice_Dispatch'],
      },
    },
    () => ({
      start: idocIn('ERP', '/nordwind/sales/invoic02'),
      main: [
        script('Read IDoc number', idocNumber),
        modify('Set invoice context', {
          properties: {
            InvoiceNumber: '//E1EDK01/BELNR',
            Country: "//E1EDKA1[PARVW='RE']/LAND1",
            CustomHeaders: 'DOCNUM,InvoiceNumber',
          },
        }),
        route(
          'Which way?',
          when(
            'E-invoicing',
            '${property.Country} in {{E_Invoicing_Countries}}',
            end('To e-invoicing', directOut('/nordwind/tax/invoice', 'E-Invoicing')),
          ),
          when(
            'EDI partner',
            "//E1EDKA1[PARVW='RG']/ILNNR != ''",
            end('To partner', directOut('/nordwind/b2b/invoice', 'Partner Onboarding')),
          ),
          otherwise(
            'Paper',
            end(
              'To print service',
              httpOut('Print Service', 'https://{{Print_Host}}/jobs', { credential: 'NWO_PRINT_SERVICE' }),
            ),
          ),
        ),
      ],
      onError: reportError,
      parameters: {
        E_Invoicing_Countries: parameter(
          "'IT,PL,ES,FR,DE,RO'",
          'Countries with mandatory electronic invoices',
        ),
        Print_Host: parameter('print.lettershop.example'),
      },
    }),
  ),
];
