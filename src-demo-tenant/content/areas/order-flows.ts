import { flow } from '../artifact-seeds.ts';
import { parameter } from '../flow/flow-definition.ts';
import { get, jsonToXml, put, validate, xmlToJson } from '../flow/format-steps.ts';
import { directOut, httpOut, jmsOut, odataOut } from '../flow/receivers.ts';
import { httpsIn, jmsIn } from '../flow/senders.ts';
import {
  call,
  end,
  filter,
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
import { customHeaders, logPayload } from '../groovy/common.ts';
import { checkOrder } from '../groovy/sales.ts';
import type { ArtifactSeed } from '../seed.ts';
import { edmxFile, jsonSchemaFile, xsdFile } from '../shapes/schema-files.ts';
import { answerError, reportError, s4, shared } from './building-blocks.ts';
import { orderToSalesOrder } from './sales-mappings.ts';
import { salesOrder, webshopOrder } from './sales-shapes.ts';

const salesOrderApi = edmxFile('API_SALES_ORDER_SRV', salesOrder);
const orderHeaders = ['OrderId', 'CustomerId', 'SalesOrder'];

export const orderFlows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_OTC_Webshop_Order_Intake',
      name: 'Webshop Order Intake',
      text: 'Takes orders of the webshop, checks them against the schema and queues them, so that the shop never waits for S/4HANA.',
      version: '2.3.1',
      from: 'Webshop',
      to: 'JMS',
      by: 'anna',
      age: 4,
      traffic: {
        weight: 160,
        failureRate: 0.006,
        typicalMs: 180,
        messageType: 'WebshopOrder',
        headers: ['OrderId', 'CustomerId', 'Channel'],
        next: ['NWO_OTC_Order_to_S4HANA'],
      },
    },
    () => ({
      start: httpsIn('Webshop', '{{Order Address}}'),
      allowedHeaders: 'X-Shop-Channel|X-Request-Id',
      main: [
        script('Log inbound payload', logPayload, shared.logScripts),
        jsonToXml('JSON to XML', 'WebshopOrder'),
        validate('Validate order', xsdFile('WebshopOrder', webshopOrder)),
        modify('Set order context', {
          headers: { SAP_ApplicationID: '/WebshopOrder/OrderId', SAP_MessageType: 'WebshopOrder' },
          properties: {
            OrderId: '/WebshopOrder/OrderId',
            CustomerId: '/WebshopOrder/Customer/CustomerId',
            Channel: '/WebshopOrder/Channel',
            CustomHeaders: 'OrderId,CustomerId,Channel',
          },
        }),
        script('Publish business keys', customHeaders, shared.logScripts),
        send('Queue the order', jmsOut('{{Order_Queue}}')),
        modify('Acknowledge', {
          headers: { CamelHttpResponseCode: '202', 'Content-Type': 'application/json' },
          body: '{"orderId":"${property.OrderId}","status":"accepted"}',
        }),
      ],
      onError: answerError,
      parameters: {
        'Order Address': parameter(
          '/nordwind/webshop/v2/orders',
          'Address under which the webshop posts orders',
        ),
        Order_Queue: parameter('NWO.OTC.ORDER.INBOUND'),
      },
      files: [jsonSchemaFile('WebshopOrder', webshopOrder)],
    }),
  ),
  flow(
    {
      id: 'NWO_OTC_Order_to_S4HANA',
      name: 'Order to S/4HANA',
      text: 'Creates a sales order in S/4HANA for each queued order of webshop and app; returns go to the returns flow, gift cards are left to the shop.',
      version: '1.4.2',
      from: 'JMS',
      to: 'S/4HANA',
      by: 'anna',
      age: 2,
      traffic: {
        weight: 155,
        failureRate: 0.021,
        typicalMs: 1450,
        messageType: 'WebshopOrder',
        headers: orderHeaders,
        next: ['NWO_OTC_Order_Confirmation', 'NWO_LOG_Delivery_to_3PL'],
      },
    },
    () => ({
      start: jmsIn('{{Order_Queue}}', 5),
      main: [
        route(
          'What kind of order?',
          otherwise(
            'Sale',
            call('Check customer credit', 'Check credit'),
            script('Check order lines', checkOrder),
            mapping('Map to sales order', orderToSalesOrder().file, orderToSalesOrder().schemas),
            request(
              'Create sales order',
              odataOut(
                'S/4HANA',
                '{{S4_Host}}/sap/opu/odata/sap/API_SALES_ORDER_SRV',
                'A_SalesOrder',
                'Create(POST)',
                '{{S4_Credential}}',
                salesOrderApi,
              ),
            ),
          ),
          when(
            'Return',
            "/WebshopOrder/Channel = 'RETURN'",
            send('Hand over to returns', directOut('/nordwind/logistics/returns', 'Returns Flow')),
            end('Return handed over'),
          ),
          when(
            'Gift card only',
            "not(/WebshopOrder/Item[not(starts-with(Sku, 'GC-'))])",
            end('Nothing to do'),
          ),
        ),
        modify('Remember document number', {
          properties: {
            SalesOrder: '//A_SalesOrderType/SalesOrder',
            CustomHeaders: 'OrderId,CustomerId,SalesOrder',
          },
        }),
        script('Publish business keys', customHeaders, shared.logScripts),
      ],
      out: jmsOut('{{Confirmation_Queue}}'),
      local: {
        'Check credit': [
          get('Read last decision', 'NWO_CreditDecisions', '${property.CustomerId}'),
          route(
            'Decision known?',
            when(
              'Unknown',
              "${in.body} = ''",
              request('Ask credit service', directOut('/nordwind/sales/credit-check', 'Credit Check')),
              put('Keep decision', 'NWO_CreditDecisions', '${property.CustomerId}'),
            ),
            otherwise('Known'),
          ),
        ],
      },
      onError: reportError,
      parameters: {
        ...s4,
        Order_Queue: parameter('NWO.OTC.ORDER.INBOUND'),
        Confirmation_Queue: parameter('NWO.OTC.ORDER.CONFIRMED'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_OTC_Order_Confirmation',
      name: 'Order Confirmation to Webshop',
      text: 'Tells the webshop the document number and the confirmed delivery dates of an order.',
      version: '2.0.1',
      from: 'S/4HANA',
      to: 'Webshop',
      by: 'marco',
      age: 11,
      traffic: {
        weight: 120,
        failureRate: 0.012,
        typicalMs: 620,
        messageType: 'OrderConfirmation',
        headers: orderHeaders,
        next: ['NWO_SHR_Customer_Notification'],
      },
    },
    () => ({
      start: jmsIn('{{Confirmation_Queue}}', 3),
      main: [
        request(
          'Read confirmed dates',
          odataOut(
            'S/4HANA',
            '{{S4_Host}}/sap/opu/odata/sap/API_SALES_ORDER_SRV',
            "A_SalesOrder('${property.SalesOrder}')/to_Item",
            'Query(GET)',
            '{{S4_Credential}}',
            salesOrderApi,
          ),
        ),
        filter('Keep confirmed lines', '//A_SalesOrderItemType[ConfdDelivQtyInOrderQtyUnit > 0]'),
        xmlToJson('XML to JSON', ['items']),
        request(
          'Update webshop order',
          httpOut('Webshop', '{{Webshop_Host}}/api/v2/orders/${property.OrderId}/confirmation', {
            method: 'PUT',
            credential: '{{Webshop_Credential}}',
          }),
        ),
      ],
      out: directOut(shared.notifyAddress, 'Customer Notification'),
      onError: reportError,
      parameters: {
        ...s4,
        Confirmation_Queue: parameter('NWO.OTC.ORDER.CONFIRMED'),
        Webshop_Host: parameter('https://shop.nordwind.example', 'Public host of the webshop'),
        Webshop_Credential: parameter('NWO_WEBSHOP_OAUTH', 'OAuth2 client credentials'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_OTC_Order_Change',
      name: 'Order Change',
      text: 'Changes quantities and delivery dates of an order that is not yet picked.',
      version: '1.2.0',
      from: 'Webshop',
      to: 'S/4HANA',
      by: 'anna',
      age: 5,
      deployed: { version: '1.1.7' },
      traffic: {
        weight: 22,
        failureRate: 0.045,
        typicalMs: 1100,
        messageType: 'OrderChange',
        headers: orderHeaders,
        next: ['NWO_SHR_Customer_Notification'],
      },
    },
    () => ({
      start: httpsIn('Webshop', '/nordwind/webshop/v2/orders/change'),
      main: [
        jsonToXml('JSON to XML', 'OrderChange'),
        modify('Set order context', {
          properties: { OrderId: '/OrderChange/OrderId', SalesOrder: '/OrderChange/SalesOrder' },
        }),
        request(
          'Read picking status',
          odataOut(
            'S/4HANA',
            '{{S4_Host}}/sap/opu/odata/sap/API_SALES_ORDER_SRV',
            "A_SalesOrder('${property.SalesOrder}')",
            'Query(GET)',
            '{{S4_Credential}}',
          ),
        ),
        route(
          'Still open?',
          when(
            'Open',
            "//OverallDeliveryStatus = 'A'",
            split('Split lines', '/OrderChange/Line'),
            request(
              'Change item',
              odataOut(
                'S/4HANA',
                '{{S4_Host}}/sap/opu/odata/sap/API_SALES_ORDER_SRV',
                'A_SalesOrderItem',
                'Patch(PATCH)',
                '{{S4_Credential}}',
              ),
            ),
            gather('Gather answers'),
          ),
          otherwise(
            'Picked',
            modify('Refuse the change', {
              headers: { CamelHttpResponseCode: '409' },
              body: '{"error":"The order is being picked"}',
            }),
          ),
        ),
      ],
      onError: answerError,
      parameters: s4,
    }),
  ),
];
