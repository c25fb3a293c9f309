import { flow, mappingArtifact, valueMapping } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import { base64Decode, csvToXml, idempotent, jsonToXml, put, sign, xmlToJson } from '../flow/format-steps.ts';
import { directOut, httpOut, mailOut, odataOut, sftpOut, soapOut } from '../flow/receivers.ts';
import { directIn, httpsIn, sftpIn, soapIn } from '../flow/senders.ts';
import {
  enrich,
  gather,
  mapping,
  multicast,
  otherwise,
  request,
  route,
  script,
  send,
  split,
  when,
  xslt,
} from '../flow/steps.ts';
import { carrierByCountry, splitParcels } from '../groovy/logistics.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { wsdlFile, xsdFile } from '../shapes/schema-files.ts';
import { xsltFile } from '../shapes/xslt-file.ts';
import { answerError, erp, mail, reportError, s4, shared } from './building-blocks.ts';
import { delivery, deliveryToJob, inventoryToCsv } from './logistics-shapes.ts';
import { busy, keys, postIdoc, rest, s4Call } from './short-hands.ts';

const warehouse = { WMS_Host: parameter('sftp.wms-nord.example:22', 'SFTP host of the warehouse operator') };

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_LOG_Delivery_to_3PL',
      name: 'Delivery to 3PL',
      version: '1.9.0',
      from: 'S/4HANA',
      to: 'Warehouse operator',
      by: 'marco',
      age: 6,
      text: 'Outbound deliveries become jobs of the warehouse operator; heavy deliveries are split into parcels.',
      traffic: busy(95, 0.025, 1900, 'Delivery', ['Delivery', 'Carrier'], ['NWO_LOG_Shipment_Notice']),
    },
    () => ({
      start: directIn('/nordwind/logistics/delivery', 'Order to Cash'),
      main: [
        ...keys({ Delivery: '/Delivery/Number', Country: '/Delivery/ShipTo/Country' }, '/Delivery/Number'),
        script('Choose carrier', carrierByCountry),
        multicast(
          'Job and label',
          'parallel',
          'Both done',
          [
            mapping('Map to job', deliveryToJob().file, deliveryToJob().schemas),
            send(
              'Drop job file',
              sftpOut('Warehouse Operator', '{{WMS_Host}}', '/outbound/jobs', 'job_${property.Delivery}.xml'),
            ),
          ],
          [
            xmlToJson('Delivery as JSON', ['Delivery/Line']),
            script('Build parcels', splitParcels),
            rest('Order labels', 'Carrier Hub', '{{Carrier_Hub}}/labels', '{{Carrier_Credential}}'),
          ],
        ),
        gather('Combine answers'),
        put('Remember labels', 'NWO_Labels', '${property.Delivery}'),
      ],
      onError: reportError,
      parameters: {
        ...warehouse,
        Carrier_Hub: parameter('https://api.carrierhub.example/v3'),
        Carrier_Credential: parameter('NWO_CARRIER_HUB'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_LOG_Shipment_Notice',
      name: 'Shipment Notice',
      version: '1.7.4',
      from: 'Warehouse operator',
      to: 'S/4HANA',
      by: 'marco',
      age: 12,
      text: 'Reads shipment files of the warehouse, posts goods issue and tells the customer the tracking number.',
      traffic: busy(
        90,
        0.014,
        2600,
        'ShipmentNotice',
        ['Delivery', 'TrackingNumber'],
        ['NWO_SHR_Customer_Notification'],
      ),
    },
    () => ({
      start: sftpIn(
        'Warehouse Operator',
        '{{WMS_Host}}',
        '/outbound/shipments',
        '*.csv',
        '{{Poll Interval}}',
      ),
      main: [
        csvToXml('CSV to XML', xsdFile('Delivery', delivery), '/Deliveries/Delivery'),
        split('One shipment each', '/Deliveries/Delivery'),
        ...keys({ Delivery: '/Delivery/Number', TrackingNumber: '/Delivery/Tracking' }, '/Delivery/Number'),
        idempotent('Skip repeated files', 'Post goods issue', '${property.TrackingNumber}'),
      ],
      out: directOut(shared.notifyAddress, 'Customer Notification'),
      local: {
        'Post goods issue': [
          s4Call(
            'Post goods issue',
            'API_OUTBOUND_DELIVERY_SRV;v=2',
            "PostGoodsIssue?DeliveryDocument='${property.Delivery}'",
            'Function Import',
          ),
        ],
      },
      onError: reportError,
      parameters: { ...s4, ...warehouse, 'Poll Interval': schedule('0 0/5 * ? * * *', 'Every five minutes') },
    }),
  ),
  flow(
    {
      id: 'NWO_LOG_Goods_Receipt',
      name: 'Goods Receipt',
      version: '1.2.2',
      from: 'Warehouse operator',
      to: 'ERP',
      by: 'marco',
      age: 23,
      text: 'Goods receipts of the warehouse to ERP as WMMBXY IDoc.',
      traffic: busy(28, 0.02, 1200, 'GoodsReceipt', ['PurchaseOrder', 'DOCNUM']),
    },
    () => ({
      start: httpsIn('Warehouse Operator', '/nordwind/logistics/goods-receipt'),
      main: [
        jsonToXml('JSON to XML', 'GoodsReceipt'),
        ...keys({ PurchaseOrder: '/GoodsReceipt/PurchaseOrder' }),
        xslt(
          'Build IDoc',
          xsltFile(
            'GoodsReceipt_to_WMMBID01',
            `
  <xsl:template match="/GoodsReceipt">
    <WMMBID01><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><MESTYP>WMMBXY</MESTYP></EDI_DC40>
      <xsl:apply-templates select="Line"/>
    </IDOC></WMMBID01>
  </xsl:template>
  <xsl:template match="Line">
    <E1MBXYI SEGMENT="1"><MATNR><xsl:value-of select="Sku"/></MATNR><ERFMG><xsl:value-of select="Quantity"/></ERFMG></E1MBXYI>
  </xsl:template>`,
          ),
        ),
        postIdoc('Post IDoc'),
      ],
      onError: answerError,
      parameters: erp,
    }),
  ),
  flow(
    {
      id: 'NWO_LOG_Inventory_Snapshot',
      name: 'Inventory Snapshot',
      version: '1.0.8',
      from: 'Warehouse operator',
      to: 'S/4HANA, Webshop',
      by: 'ines',
      age: 58,
      text: 'Compares the stock of the warehouse with S/4HANA every morning and publishes what the shop may sell.',
      traffic: busy(2, 0.05, 95_000, 'Stock', ['Plant']),
    },
    () => ({
      start: { timer: '{{Every_Morning}}' },
      main: [
        request(
          'Fetch stock',
          httpOut('Warehouse Operator', '{{WMS_API}}/stock', { method: 'GET', credential: 'NWO_WMS_API' }),
        ),
        jsonToXml('JSON to XML', 'Stock'),
        xslt('Group by plant', inventoryToCsv),
        enrich(
          'Add S/4HANA stock',
          odataOut(
            'S/4HANA',
            '{{S4_Host}}/sap/opu/odata/sap/API_MATERIAL_STOCK_SRV',
            'A_MatlStkInAcctMod',
            'Query(GET)',
            '{{S4_Credential}}',
          ),
          ['/Inventory/Plant', 'id', '/A_MatlStkInAcctMod/A_MatlStkInAcctModType', 'Plant'],
        ),
        split('One plant each', '/Inventory/Plant', true),
        route(
          'Difference?',
          when(
            'Yes',
            '/Plant/@quantity != /Plant/Quantity',
            send(
              'Tell stock control',
              mailOut(
                'Mail Server',
                'stock-control@nordwind.example',
                'Stock difference in plant ${property.Plant}',
              ),
            ),
          ),
          otherwise('No'),
        ),
        rest(
          'Publish availability',
          'Webshop',
          'https://shop.nordwind.example/api/v2/availability',
          'NWO_WEBSHOP_OAUTH',
          'PUT',
        ),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        ...mail,
        WMS_API: parameter('https://api.wms-nord.example/v1'),
        Every_Morning: schedule('0 15 5 ? * * *'),
      },
    }),
  ),
  flow(
    {
      id: 'NWO_LOG_Returns',
      name: 'Returns',
      version: '1.3.1',
      from: 'Order to Cash',
      to: 'S/4HANA',
      by: 'ines',
      age: 30,
      text: 'Announced returns: creates the return order and the return label.',
      traffic: busy(
        18,
        0.03,
        1700,
        'ReturnOrder',
        ['OrderId', 'ReturnOrder'],
        ['NWO_SHR_Customer_Notification'],
      ),
    },
    () => ({
      start: directIn('/nordwind/logistics/returns', 'Order to Cash'),
      main: [
        ...keys({ OrderId: '/WebshopOrder/OrderId' }, '/WebshopOrder/OrderId'),
        s4Call('Create return order', 'API_CUSTOMER_RETURN_SRV', 'A_CustomerReturn', 'Create(POST)'),
        rest('Order return label', 'Carrier Hub', '{{Carrier_Hub}}/return-labels', 'NWO_CARRIER_HUB'),
        base64Decode('Decode label'),
      ],
      out: directOut(shared.notifyAddress, 'Customer Notification'),
      onError: reportError,
      parameters: { ...s4, Carrier_Hub: parameter('https://api.carrierhub.example/v3') },
    }),
  ),
  flow(
    {
      id: 'NWO_LOG_Customs_Declaration',
      name: 'Customs Declaration',
      version: '0.9.5',
      from: 'S/4HANA',
      to: 'Customs broker',
      by: 'jonas',
      age: 8,
      text: 'Export declarations for deliveries to Norway and Switzerland.',
      deployed: {
        error: {
          parameter: [
            "[CAMEL][IFLOW][CAUSE]: Cause: org.osgi.service.blueprint.container.ComponentDefinitionException: Endpoint address '/nordwind/logistics/customs' is already in use by integration flow 'NWO_LEG_Customs_Broker'",
          ],
          childMessages: [
            "The address must be unique on the tenant: undeploy 'NWO_LEG_Customs_Broker' or change the address and deploy again",
          ],
        },
      },
    },
    () => ({
      start: soapIn('S/4HANA', '/nordwind/logistics/customs', wsdlFile('CustomsDeclaration', delivery)),
      main: [
        sign('Sign declaration', 'nordwind_customs_sign'),
        request('Submit', soapOut('Customs Broker', '{{Broker_Address}}', 'NWO_CUSTOMS_BROKER')),
      ],
      onError: answerError,
      parameters: { Broker_Address: parameter('https://ws.customs-broker.example/export/v2') },
    }),
  ),
];

export const logistics: PackageSeed = {
  id: 'NordwindLogistics',
  name: 'Nordwind Logistics and Warehouse',
  shortText: 'Deliveries, shipments, stock and returns between S/4HANA, ERP and the warehouse operator.',
  description:
    '<p>Interfaces with the external warehouse operator (3PL) and the carrier hub.</p><p>Files are polled every five minutes; see the <a href="https://wiki.nordwind.example/logistics">wiki</a>.</p>',
  version: '1.9.0',
  products: ['SAP S/4HANA', 'SAP ERP'],
  keywords: ['delivery', '3PL', 'warehouse'],
  linesOfBusiness: ['Supply Chain'],
  industries: ['Wholesale Distribution'],
  tags: { Author: 'Integration Team Logistics', Criticality: 'High' },
  by: 'marco',
  artifacts: [
    ...flows,
    mappingArtifact(
      {
        id: 'NWO_MM_Delivery_to_Job',
        name: 'Delivery to Warehouse Job',
        text: 'Delivery to the job format of the warehouse operator.',
        version: '1.0.3',
        by: 'marco',
        age: 35,
      },
      deliveryToJob,
    ),
    valueMapping(
      {
        id: 'NWO_VM_Carriers',
        name: 'Carriers',
        text: 'Destination country to carrier and service level.',
        version: '1.2.0',
        by: 'tomasz',
        age: 20,
      },
      [
        {
          source: ['Nordwind', 'Country'],
          target: ['Logistics', 'Carrier'],
          rows: [
            ['SE', 'NORDPOST'],
            ['NO', 'NORDPOST'],
            ['DK', 'BALTICA'],
            ['DE', 'RHEINKURIER'],
            ['AT', 'RHEINKURIER'],
            ['NL', 'POLDEREXPRESS'],
            ['PL', 'WISLAPAK'],
          ],
        },
        {
          source: ['Nordwind', 'ServiceLevel'],
          target: ['Logistics', 'Product'],
          rows: [
            ['STD', 'B2C-STANDARD'],
            ['EXP', 'B2C-NEXTDAY'],
            ['PICKUP', 'PARCELSHOP'],
          ],
          untouched: true,
        },
      ],
    ),
  ],
};
