import { flow, serviceInterface, typeArtifact } from '../artifact-seeds.ts';
import { functionLibrary, importedArchive, provider } from '../export-only-seeds.ts';
import { xmlToJson } from '../flow/format-steps.ts';
import { directIn } from '../flow/senders.ts';
import { xslt } from '../flow/steps.ts';
import type { PackageSeed } from '../seed.ts';
import { shape } from '../shapes/message-shape.ts';
import { edmxFile, wsdlFile } from '../shapes/schema-files.ts';
import { xsltFile } from '../shapes/xslt-file.ts';
import { answerError, s4 } from './building-blocks.ts';
import { salesOrder } from './sales-shapes.ts';
import { busy, s4Call } from './short-hands.ts';

const address = shape(
  'urn:nordwind.example:types',
  `
Address
  Street string
  HouseNumber? string
  PostalCode string
  City string
  Country string`,
);
const amount = shape(
  'urn:nordwind.example:types',
  `
Amount
  Value decimal
  Currency string`,
);
const businessKey = shape(
  'urn:nordwind.example:types',
  `
BusinessKey string`,
);
const repairOrder = shape(
  'urn:nordwind.example:pi:v1',
  `
RepairOrder
  RepairOrderId string
  SerialNumber string
  Fault string
  Price? decimal`,
);
const repairAnswer = shape(
  'urn:nordwind.example:pi:v1',
  `
RepairOrderConfirmation
  RepairOrderId string
  PlannedEnd date`,
);
const standardFault = shape(
  'urn:nordwind.example:pi:v1',
  `
StandardFault
  Code string
  Text string
  Detail? string`,
);

/** Objects taken over from the former process orchestration system. */
export const interfaces: PackageSeed = {
  id: 'NordwindInterfaceRepository',
  name: 'Nordwind Interface Repository',
  shortText: 'Data types, messages and interfaces taken over from the old middleware.',
  description:
    '<p>Migrated in three waves. <b>Do not change</b> without asking the owners of the proxies.</p>',
  version: '1.0.0',
  keywords: ['migration', 'proxy'],
  tags: { Author: 'Integration Platform Team', Criticality: 'Low' },
  by: 'partner',
  artifacts: [
    typeArtifact(
      'DataType',
      { id: 'NWO_DT_Address', name: 'DT_Address', text: 'Postal address', by: 'partner', age: 240 },
      address,
    ),
    typeArtifact(
      'DataType',
      {
        id: 'NWO_DT_Amount',
        name: 'DT_Amount',
        text: 'Amount with currency',
        by: 'partner',
        age: 240,
        deployed: 'same',
      },
      amount,
    ),
    typeArtifact(
      'DataType',
      {
        id: 'NWO_DT_BusinessKey',
        name: 'DT_BusinessKey',
        text: 'Key of a business document',
        by: 'partner',
        age: 240,
      },
      businessKey,
    ),
    typeArtifact(
      'MessageType',
      {
        id: 'NWO_MT_RepairOrder',
        name: 'MT_RepairOrder',
        text: 'Repair order',
        version: '1.0.1',
        by: 'partner',
        age: 180,
        deployed: 'same',
      },
      repairOrder,
    ),
    typeArtifact(
      'MessageType',
      {
        id: 'NWO_MT_RepairOrderConfirmation',
        name: 'MT_RepairOrderConfirmation',
        text: 'Answer of the repair partner',
        by: 'partner',
        age: 180,
      },
      repairAnswer,
    ),
    typeArtifact(
      'FaultMessageType',
      {
        id: 'NWO_FMT_StandardFault',
        name: 'FMT_StandardFault',
        text: 'Fault of all synchronous interfaces',
        by: 'partner',
        age: 181,
      },
      standardFault,
    ),
    serviceInterface(
      {
        id: 'NWO_SI_RepairOrder_Out',
        name: 'SI_RepairOrder_Out',
        text: 'Outbound interface of S/4HANA',
        by: 'partner',
        age: 178,
      },
      wsdlFile('SI_RepairOrder_Out', repairOrder, repairAnswer),
    ),
    serviceInterface(
      {
        id: 'NWO_SI_RepairOrder_In',
        name: 'SI_RepairOrder_In',
        text: 'Inbound interface of the repair partner',
        by: 'partner',
        age: 178,
      },
      wsdlFile('SI_RepairOrder_In', repairOrder),
    ),
  ],
  exportOnly: [
    functionLibrary('NWO_FL_Conversions', 'Conversion Functions', '1.0.2'),
    importedArchive('NWO_IA_LegacyMappings', 'Legacy Java Mappings', '1.0.0'),
  ],
};

/** A package whose content the artifact lists hardly show: most of it is of kinds only an export has. */
export const apis: PackageSeed = {
  id: 'NordwindApis',
  name: 'Nordwind APIs',
  shortText: 'REST, SOAP and OData providers for apps and partners.',
  description: '<p>Published in the developer portal.</p>',
  version: '1.2.0',
  keywords: ['API'],
  linesOfBusiness: ['Sales'],
  tags: { Author: 'Integration Platform Team', Criticality: 'Medium' },
  by: 'anna',
  artifacts: [
    flow(
      {
        id: 'NWO_API_Order_Status',
        name: 'Order Status API Backend',
        version: '1.2.0',
        from: 'REST API',
        to: 'S/4HANA',
        by: 'anna',
        age: 56,
        text: 'Reads the state of an order for app and webshop.',
        traffic: busy(140, 0.005, 310, 'OrderStatus', ['OrderId']),
      },
      () => ({
        start: directIn('/nordwind/apis/order-status', 'Order Status API'),
        main: [
          s4Call(
            'Read order',
            'API_SALES_ORDER_SRV',
            "A_SalesOrder('${header.orderId}')",
            'Query(GET)',
            edmxFile('API_SALES_ORDER_SRV', salesOrder),
          ),
          xslt(
            'Build answer',
            xsltFile(
              'OrderStatus',
              `
  <xsl:template match="/A_SalesOrder/A_SalesOrderType">
    <Status order="{SalesOrder}"><xsl:value-of select="OverallSDProcessStatus"/></Status>
  </xsl:template>`,
            ),
          ),
          xmlToJson('XML to JSON'),
        ],
        onError: answerError,
        parameters: s4,
      }),
    ),
  ],
  exportOnly: [
    provider(
      'RESTAPIProvider',
      'NWO_REST_Order_Status',
      'Order Status API',
      '1.2.0',
      '/nordwind/api/order-status',
    ),
    provider('RESTAPIProvider', 'NWO_REST_Stores', 'Store Finder API', '1.0.0', '/nordwind/api/stores'),
    provider(
      'SOAPAPIProvider',
      'NWO_SOAP_Price_Inquiry',
      'Price Inquiry',
      '1.0.3',
      '/nordwind/api/price-inquiry',
    ),
    provider('ODataService', 'NWO_ODATA_Availability', 'Availability Service', '1.1.0', '/AVAILABILITY'),
  ],
};
