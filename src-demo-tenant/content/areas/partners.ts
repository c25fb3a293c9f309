import { flow, mappingArtifact, scriptCollection, valueMapping } from '../artifact-seeds.ts';
import { parameter } from '../flow/flow-definition.ts';
import { ediToXml, jsonToXml, persist, validate, xmlToEdi } from '../flow/format-steps.ts';
import { as2Out, directOut, jmsOut, odataOut } from '../flow/receivers.ts';
import { as2In, directIn, httpsIn, jmsIn } from '../flow/senders.ts';
import {
  errorEnd,
  mapping,
  modify,
  otherwise,
  request,
  route,
  script,
  send,
  sharedMapping,
  split,
  when,
} from '../flow/steps.ts';
import { articleNumbers } from '../groovy/articles.ts';
import { controlNumber, findPartner } from '../groovy/partners.ts';
import { memo } from '../memo.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { xsdFile } from '../shapes/schema-files.ts';
import { answerError, erp, reportError } from './building-blocks.ts';
import { dealerOrder } from './sales-shapes.ts';
import { busy, keys, postIdoc } from './short-hands.ts';

const edifactOrders = shape(
  'urn:nordwind.example:edi:d96a',
  `
Interchange
  S_UNB string
  M_ORDERS*
    S_BGM
      D_1004 string
    S_DTM*
      D_2380 string
    G_SG2*
      S_NAD
        D_3035 string
        D_3039 string
    G_SG25*
      S_LIN
        D_1082 int
        D_7140 string
      S_QTY
        D_6060 decimal
`,
);

const toDealerOrder = memo(() =>
  messageMapping(
    'MM_EDIFACT_ORDERS_to_DealerOrder',
    edifactOrders,
    dealerOrder,
    `
  /DealerOrder <- /Interchange/M_ORDERS
  /DealerOrder/MessageId <- /Interchange/S_UNB
  /DealerOrder/DealerGln <- ifWithoutElse(equalsS(/Interchange/M_ORDERS/G_SG2/S_NAD/D_3035, 'BY'), /Interchange/M_ORDERS/G_SG2/S_NAD/D_3039)
  /DealerOrder/OrderNumber <- /Interchange/M_ORDERS/S_BGM/D_1004
  /DealerOrder/OrderDate <- TransformDate(/Interchange/M_ORDERS/S_DTM/D_2380)
  /DealerOrder/Line <- /Interchange/M_ORDERS/G_SG25
  /DealerOrder/Line/Position <- /Interchange/M_ORDERS/G_SG25/S_LIN/D_1082
  /DealerOrder/Line/Gtin <- /Interchange/M_ORDERS/G_SG25/S_LIN/D_7140
  /DealerOrder/Line/Quantity <- /Interchange/M_ORDERS/G_SG25/S_QTY/D_6060
  /DealerOrder/Line/Unit <- 'PCE'
`,
  ),
);

const ordersSchema = xsdFile('UN-EDIFACT_ORDERS_D96A', edifactOrders);

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_B2B_AS2_Inbound',
      name: 'AS2 Inbound',
      version: '2.4.1',
      from: 'Partners',
      to: 'JMS',
      by: 'anna',
      age: 36,
      text: 'One AS2 address for all partners; the partner directory says what follows.',
      traffic: busy(58, 0.015, 540, 'EDIFACT', ['Partner'], ['NWO_B2B_EDIFACT_Orders']),
    },
    () => ({
      start: as2In('Partners', '/nordwind', '.*'),
      main: [
        script('Find partner', findPartner),
        persist('Keep interchange', 'Interchange'),
        route(
          'Standard',
          when('Other', "${property.Standard} != 'EDIFACT'", errorEnd('Standard not supported')),
          otherwise('EDIFACT'),
        ),
      ],
      out: jmsOut('NWO.B2B.INBOUND'),
      onError: reportError,
    }),
  ),
  flow(
    {
      id: 'NWO_B2B_EDIFACT_Orders',
      name: 'EDIFACT Orders',
      version: '1.9.0',
      from: 'JMS',
      to: 'Order to Cash',
      by: 'anna',
      age: 10,
      text: 'Splits interchanges and converts ORDERS D.96A to the neutral dealer order.',
      traffic: busy(50, 0.04, 1250, 'ORDERS', ['Partner', 'OrderNumber'], ['NWO_OTC_Dealer_Order_to_ERP']),
    },
    () => ({
      start: jmsIn('NWO.B2B.INBOUND', 3),
      main: [
        ediToXml('EDI to XML', ordersSchema),
        validate('Validate interchange', ordersSchema),
        split('One order each', '/Interchange/M_ORDERS'),
        mapping('Map to dealer order', toDealerOrder().file, toDealerOrder().schemas),
        ...keys({ OrderNumber: '/DealerOrder/OrderNumber' }, '/DealerOrder/OrderNumber'),
        script('Convert article numbers', articleNumbers, 'NWO_SC_Partner_Conversions'),
      ],
      out: directOut('/nordwind/sales/dealer-order', 'Order to Cash'),
      onError: [
        modify('Mark as rejected', { properties: { Accepted: 'false' } }),
        send('Acknowledge negatively', directOut('/nordwind/b2b/contrl', 'Acknowledgement')),
        ...reportError,
      ],
    }),
  ),
  flow(
    {
      id: 'NWO_B2B_Functional_Acknowledgement',
      name: 'Functional Acknowledgement',
      version: '1.1.0',
      from: 'B2B flows',
      to: 'Partners',
      by: 'anna',
      age: 54,
      text: 'CONTRL messages to partners that want them.',
      traffic: busy(44, 0.01, 420, 'CONTRL', ['Partner', 'ControlNumber'], ['NWO_B2B_AS2_Outbound']),
    },
    () => ({
      start: directIn('/nordwind/b2b/contrl', 'B2B flows'),
      main: [
        script('Next control number', controlNumber),
        modify('Build CONTRL', {
          body: '<Interchange><S_UNB>NORDWIND+${property.Partner}</S_UNB><S_UCI>${property.ControlNumber}+${property.Accepted}</S_UCI></Interchange>',
        }),
        xmlToEdi('XML to EDI', ordersSchema),
      ],
      out: directOut('/nordwind/b2b/outbound', 'AS2 Outbound'),
      onError: reportError,
    }),
  ),
  flow(
    {
      id: 'NWO_B2B_AS2_Outbound',
      name: 'AS2 Outbound',
      version: '2.0.0',
      from: 'B2B flows',
      to: 'Partners',
      by: 'anna',
      age: 36,
      text: 'Sends documents to partners with signature, encryption and receipt.',
      traffic: busy(62, 0.03, 2100, 'EDIFACT', ['Partner']),
    },
    () => ({
      start: directIn('/nordwind/b2b/outbound', 'B2B flows'),
      main: [
        script('Find partner', findPartner),
        request('Send by AS2', as2Out('Partners', '${property.AS2Address}', '${property.AS2Name}')),
      ],
      onError: reportError,
      parameters: {
        Partner_Certificate_Alias: parameter(
          'partners_2026',
          'Alias unless the partner directory names another',
        ),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_B2B_Despatch_Advice',
      name: 'Despatch Advice Inbound',
      version: '1.0.0',
      from: 'JMS',
      to: 'ERP',
      by: 'marco',
      age: 2,
      text: 'DESADV of suppliers to inbound deliveries.',
      deployed: {
        error: {
          parameter: [
            "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.jms.queue.QueueNotFoundException: Queue 'NWO.B2B.DESADV' does not exist and could not be created",
          ],
          childMessages: [
            'The number of queues of the message broker (30) is reached: delete queues that are no longer used or order additional capacity',
          ],
        },
      },
    },
    () => ({
      start: jmsIn('NWO.B2B.DESADV'),
      main: [
        ediToXml('EDI to XML', ordersSchema),
        sharedMapping('Map to DESADV01', 'NWO_MM_EDIFACT_to_DealerOrder'),
        postIdoc('Post IDoc'),
      ],
      onError: reportError,
      parameters: erp,
    }),
  ),
  flow(
    {
      id: 'NWO_B2B_Partner_Provisioning',
      name: 'Partner Provisioning',
      version: '0.6.0',
      from: 'Onboarding form',
      to: 'Partner directory',
      by: 'partner',
      age: 1,
      draft: true,
      deployed: 'none',
      text: 'New partners from the onboarding form; still waits for the approval of certificates.',
    },
    () => ({
      start: httpsIn('Onboarding Form', '/nordwind/b2b/partners'),
      main: [
        jsonToXml('JSON to XML', 'Partner'),
        validate(
          'Validate partner',
          xsdFile(
            'Partner',
            shape(
              'urn:nordwind.example:b2b:v1',
              `
Partner
  Name string
  Gln string
  AS2Name string
  Certificate string`,
            ),
          ),
        ),
        request(
          'Write parameters',
          odataOut(
            'This tenant',
            '{{API_Host}}/api/v1',
            'StringParameters',
            'Create(POST)',
            'NWO_PARTNER_DIRECTORY',
          ),
        ),
      ],
      onError: answerError,
      parameters: { API_Host: parameter('https://tenant.nordwind.example') },
    }),
  ),
];

export const partners: PackageSeed = {
  id: 'NordwindPartnerOnboarding',
  name: 'Nordwind Partner Onboarding',
  shortText: 'EDI with dealers and suppliers over AS2.',
  description:
    '<p>180 partners, EDIFACT D.96A and D.01B.</p><p>A new partner needs <u>no</u> new flow: everything is in the partner directory.</p>',
  version: '2.4.0',
  vendor: 'Bluekite Consulting',
  partnerContent: true,
  keywords: ['EDI', 'AS2', 'EDIFACT'],
  linesOfBusiness: ['Sales', 'Sourcing and Procurement'],
  tags: { Author: 'Integration Team B2B', Criticality: 'High' },
  by: 'anna',
  artifacts: [
    ...flows,
    mappingArtifact(
      {
        id: 'NWO_MM_EDIFACT_to_DealerOrder',
        name: 'EDIFACT ORDERS to Dealer Order',
        text: 'ORDERS D.96A to the neutral dealer order.',
        version: '1.4.0',
        by: 'anna',
        age: 10,
      },
      toDealerOrder,
    ),
    scriptCollection(
      {
        id: 'NWO_SC_Partner_Conversions',
        name: 'Partner Conversions',
        text: 'Partner lookup, control numbers, article numbers.',
        version: '1.3.2',
        by: 'anna',
        age: 25,
        deployed: { version: '1.3.1' },
      },
      [findPartner, controlNumber, articleNumbers],
    ),
    valueMapping(
      {
        id: 'NWO_VM_Dealer_Units',
        name: 'Dealer Units',
        text: 'Units of dealers to ISO codes.',
        version: '1.0.1',
        by: 'anna',
        age: 120,
      },
      [
        {
          source: ['EDIFACT', 'D_6411'],
          target: ['S4HANA', 'Unit'],
          rows: [
            ['PCE', 'ST'],
            ['PR', 'PAA'],
            ['KGM', 'KG'],
            ['MTR', 'M'],
            ['BX', 'KAR'],
          ],
        },
      ],
    ),
  ],
};
