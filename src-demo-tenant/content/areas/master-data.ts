import { flow, mappingArtifact, valueMapping } from '../artifact-seeds.ts';
import { parameter, schedule } from '../flow/flow-definition.ts';
import { jsonToXml, validate, xmlToJson } from '../flow/format-steps.ts';
import { amqpOut, jdbcOut, jmsOut, odataOut, rfcOut } from '../flow/receivers.ts';
import { httpsIn, idocIn, jmsIn, xiIn } from '../flow/senders.ts';
import {
  end,
  enrich,
  filter,
  gather,
  mapping,
  multicast,
  otherwise,
  request,
  route,
  script,
  split,
  when,
  xslt,
} from '../flow/steps.ts';
import { idocNumber } from '../groovy/common.ts';
import { searchTerm } from '../groovy/search-term.ts';
import { memo } from '../memo.ts';
import type { ArtifactSeed, PackageSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { edmxFile, xsdFile } from '../shapes/schema-files.ts';
import { xsltFile } from '../shapes/xslt-file.ts';
import { answerError, broker, erp, reportError, s4 } from './building-blocks.ts';
import { busy, keys, postIdoc, rest, s4Call } from './short-hands.ts';

const material = shape(
  'urn:nordwind.example:masterdata:v1',
  `
Material
  MaterialNumber string
  Gtin? string
  Description string
  BaseUnit string
  Weight decimal
  WeightUnit string
  Group string
  Text*
    Language string
    Value string
`,
);

const materialIdoc = shape(
  '',
  `
MATMAS05
  IDOC
    E1MARAM
      MATNR string
      MEINS string
      BRGEW decimal
      GEWEI string
      MATKL string
      E1MAKTM*
        SPRAS string
        MAKTX string
`,
);

const fromMatmas = memo(() =>
  messageMapping(
    'MM_MATMAS05_to_Material',
    materialIdoc,
    material,
    `
  /Material <- /MATMAS05/IDOC/E1MARAM
  /Material/MaterialNumber <- FormatNum(/MATMAS05/IDOC/E1MARAM/MATNR)
  /Material/Description <- /MATMAS05/IDOC/E1MARAM/E1MAKTM/MAKTX
  /Material/BaseUnit <- valueMap(/MATMAS05/IDOC/E1MARAM/MEINS)
  /Material/Weight <- /MATMAS05/IDOC/E1MARAM/BRGEW
  /Material/WeightUnit <- /MATMAS05/IDOC/E1MARAM/GEWEI
  /Material/Group <- /MATMAS05/IDOC/E1MARAM/MATKL
  /Material/Text <- /MATMAS05/IDOC/E1MARAM/E1MAKTM
  /Material/Text/Language <- /MATMAS05/IDOC/E1MARAM/E1MAKTM/SPRAS
  /Material/Text/Value <- /MATMAS05/IDOC/E1MARAM/E1MAKTM/MAKTX
`,
  ),
);

const customerApi = shape(
  'urn:nordwind.example:masterdata:v1',
  `
A_BusinessPartner
  BusinessPartner string
  BusinessPartnerCategory string
  OrganizationBPName1? string
  FirstName? string
  LastName? string
  SearchTerm1? string
`,
);

const flows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_MDG_Material_Master',
      name: 'Material Master',
      version: '3.3.3',
      from: 'ERP',
      to: 'Event broker',
      by: 'tomasz',
      age: 49,
      text: 'MATMAS IDocs become one neutral event for all consumers.',
      traffic: busy(
        66,
        0.011,
        780,
        'MATMAS',
        ['DOCNUM', 'MaterialNumber'],
        ['NWO_MDG_Material_to_Webshop', 'NWO_STO_Item_to_POS'],
      ),
    },
    () => ({
      start: idocIn('ERP', '/nordwind/masterdata/matmas05'),
      main: [
        script('Read IDoc number', idocNumber),
        mapping('Map to material', fromMatmas().file, fromMatmas().schemas),
        ...keys({ MaterialNumber: '/Material/MaterialNumber' }, '/Material/MaterialNumber'),
        validate('Validate material', xsdFile('Material', material)),
        xmlToJson('XML to JSON', ['Material/Text']),
        multicast(
          'Consumers',
          'parallel',
          undefined,
          [end('To broker', amqpOut('Event Broker', '{{Broker_Host}}', 'material/changed'))],
          [end('To webshop', jmsOut('NWO.MDG.MATERIAL.WEBSHOP'))],
          [end('To stores', jmsOut('NWO.MDG.MATERIAL.STORES'))],
        ),
      ],
      onError: reportError,
      parameters: broker,
    }),
  ),
  flow(
    {
      id: 'NWO_MDG_Material_to_Webshop',
      name: 'Material to Webshop',
      version: '2.2.0',
      from: 'JMS',
      to: 'Webshop',
      by: 'tomasz',
      age: 18,
      text: 'Products of the webshop with texts and pictures.',
      traffic: busy(62, 0.017, 1100, 'Material', ['MaterialNumber']),
    },
    () => ({
      start: jmsIn('NWO.MDG.MATERIAL.WEBSHOP', 2),
      main: [
        jsonToXml('JSON to XML', 'Material'),
        enrich(
          'Add pictures',
          odataOut('Media Library', '{{Media_Host}}/odata', 'Pictures', 'Query(GET)', 'NWO_MEDIA'),
          ['/Material', 'MaterialNumber', '/Pictures/Picture', 'Material'],
        ),
        xslt(
          'Build product',
          xsltFile(
            'Material_to_Product',
            `
  <xsl:template match="/Material">
    <Product sku="{MaterialNumber}"><Weight unit="{WeightUnit}"><xsl:value-of select="Weight"/></Weight>
      <xsl:for-each select="Text"><Title lang="{lower-case(Language)}"><xsl:value-of select="Value"/></Title></xsl:for-each>
    </Product>
  </xsl:template>`,
          ),
        ),
        xmlToJson('XML to JSON'),
        rest(
          'Upsert product',
          'Webshop',
          'https://shop.nordwind.example/api/v2/products',
          'NWO_WEBSHOP_OAUTH',
          'PUT',
        ),
      ],
      onError: reportError,
      parameters: { Media_Host: parameter('https://media.nordwind.example') },
    }),
  ),
  flow(
    {
      id: 'NWO_MDG_Customer_Upsert',
      name: 'Customer Upsert',
      version: '2.1.0',
      from: 'Webshop',
      to: 'S/4HANA',
      by: 'tomasz',
      age: 49,
      deployed: 'changed',
      text: 'Creates or changes customers; duplicates are found by mail address and VAT number.',
      traffic: busy(46, 0.026, 1600, 'Customer', ['CustomerId', 'BusinessPartner']),
    },
    () => ({
      start: httpsIn('Webshop', '/nordwind/masterdata/customers'),
      main: [
        jsonToXml('JSON to XML', 'Customer'),
        ...keys({ CustomerId: '/Customer/Id' }, '/Customer/Id'),
        s4Call(
          'Find customer',
          'API_BUSINESS_PARTNER',
          'A_BusinessPartner',
          'Query(GET)',
          edmxFile('API_BUSINESS_PARTNER', customerApi),
        ),
        route(
          'Known?',
          when(
            'Known',
            '//A_BusinessPartnerType',
            s4Call('Change customer', 'API_BUSINESS_PARTNER', 'A_BusinessPartner', 'Patch(PATCH)'),
          ),
          otherwise(
            'New',
            s4Call('Create customer', 'API_BUSINESS_PARTNER', 'A_BusinessPartner', 'Create(POST)'),
          ),
        ),
        xmlToJson('Answer as JSON'),
      ],
      onError: answerError,
      parameters: s4,
    }),
  ),
  flow(
    {
      id: 'NWO_MDG_Supplier_Replication',
      name: 'Supplier Replication',
      version: '1.5.1',
      from: 'S/4HANA',
      to: 'ERP',
      by: 'tomasz',
      age: 83,
      text: 'Suppliers of S/4HANA to the old ERP as CREMAS.',
      traffic: busy(5, 0.02, 2400, 'CREMAS', ['Supplier']),
    },
    () => ({
      start: xiIn('S/4HANA', '/nordwind/masterdata/supplier'),
      main: [
        ...keys({ Supplier: '//Supplier/Id' }),
        script('Fill search term', searchTerm),
        postIdoc('Post IDoc'),
      ],
      onError: reportError,
      parameters: erp,
    }),
  ),
  flow(
    {
      id: 'NWO_MDG_Classification',
      name: 'Material Classification',
      version: '0.2.0',
      from: 'ERP',
      to: 'Webshop',
      by: 'kwame',
      age: 4,
      draft: true,
      deployed: 'none',
      text: 'Features such as size and colour. First attempt.',
    },
    () => ({
      start: idocIn('ERP', '/nordwind/masterdata/clfmas02'),
      main: [script('Read IDoc number', idocNumber), filter('Features only', '//E1AUSPM')],
      onError: reportError,
    }),
  ),
  flow(
    {
      id: 'NWO_MDG_Vendor_Portal_Sync',
      name: 'Vendor Portal Sync',
      version: '1.0.0',
      from: 'ERP',
      to: 'Supplier portal',
      by: 'transport',
      age: 26,
      text: 'Master data of suppliers for the portal, by function module.',
      traffic: busy(2, 0.015, 12_000, 'Supplier'),
    },
    () => ({
      start: { timer: '{{Nightly_Run}}' },
      main: [
        request('Read suppliers', rfcOut('ERP', 'NWO_ERP_RFC')),
        split('Blocks', '//VENDORLIST/item', true),
        request('Write to database', jdbcOut('Portal Database', 'NWO_PORTAL_DB')),
        gather('Gather answers'),
      ],
      onError: reportError,
      parameters: { Nightly_Run: schedule('0 45 1 ? * * *') },
    }),
  ),
];

export const masterData: PackageSeed = {
  id: 'NordwindMasterData',
  name: 'Nordwind Master Data Hub',
  shortText: 'Materials, customers and suppliers for all systems.',
  description:
    '<p>One neutral format for each object; consumers subscribe.</p><table><tr><td>Material</td><td>ERP leads</td></tr><tr><td>Customer</td><td>S/4HANA leads</td></tr></table>',
  version: '3.3.0',
  products: ['SAP S/4HANA', 'SAP ERP'],
  keywords: ['material', 'customer', 'supplier'],
  linesOfBusiness: ['Supply Chain', 'Sales'],
  tags: { Author: 'Integration Team Master Data', Criticality: 'Medium' },
  by: 'tomasz',
  artifacts: [
    ...flows,
    mappingArtifact(
      {
        id: 'NWO_MM_MATMAS05_to_Material',
        name: 'MATMAS05 to Material',
        text: 'Material IDoc to the neutral material.',
        version: '2.0.2',
        by: 'tomasz',
        age: 50,
      },
      fromMatmas,
    ),
    valueMapping(
      {
        id: 'NWO_VM_Units',
        name: 'Units of Measure',
        text: 'Units of ERP, shop and partners.',
        version: '1.0.0',
        by: 'tomasz',
        age: 43,
      },
      [
        {
          source: ['ERP', 'MEINS'],
          target: ['Nordwind', 'Unit'],
          rows: [
            ['ST', 'piece'],
            ['PAA', 'pair'],
            ['KG', 'kilogram'],
            ['G', 'gram'],
            ['M', 'metre'],
            ['L', 'litre'],
            ['KAR', 'carton'],
          ],
        },
        {
          source: ['Nordwind', 'Unit'],
          target: ['Webshop', 'unitCode'],
          rows: [
            ['piece', 'C62'],
            ['pair', 'PR'],
            ['kilogram', 'KGM'],
            ['gram', 'GRM'],
            ['metre', 'MTR'],
            ['litre', 'LTR'],
            ['carton', 'CT'],
          ],
        },
      ],
    ),
  ],
};
