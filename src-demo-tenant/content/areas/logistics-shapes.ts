import { memo } from '../memo.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { shape } from '../shapes/message-shape.ts';
import { xsltFile } from '../shapes/xslt-file.ts';

export const delivery = shape(
  'urn:nordwind.example:logistics:v1',
  `
Delivery
  Number string
  ShipTo
    Name string
    Country string
    PostalCode string
  Carrier? string
  Line*
    Position int
    Sku string
    Quantity decimal
    Weight decimal
`,
);

export const warehouseJob = shape(
  'urn:wms.example:outbound:2',
  `
OutboundJob
  JobId string
  Destination string
  Priority int
  Pick*
    Pos int
    Article string
    Pieces decimal
`,
);

export const deliveryToJob = memo(() =>
  messageMapping(
    'MM_Delivery_to_OutboundJob',
    delivery,
    warehouseJob,
    `
    /OutboundJob <- /Delivery
    /OutboundJob/JobId <- concat('NW', /Delivery/Number)
    /OutboundJob/Destination <- concat(/Delivery/ShipTo/Country, /Delivery/ShipTo/PostalCode)
    /OutboundJob/Priority <- '5'
    /OutboundJob/Pick <- /Delivery/Line
    /OutboundJob/Pick/Pos <- /Delivery/Line/Position
    /OutboundJob/Pick/Article <- trim(/Delivery/Line/Sku)
    /OutboundJob/Pick/Pieces <- /Delivery/Line/Quantity
    `,
  ),
);

export const inventoryToCsv = xsltFile(
  'InventoryByPlant',
  `
  <xsl:template match="/Stock">
    <Inventory>
      <xsl:for-each-group select="Item" group-by="Plant">
        <Plant id="{current-grouping-key()}" quantity="{sum(current-group()/Quantity)}">
          <xsl:copy-of select="current-group()/Sku"/>
        </Plant>
      </xsl:for-each-group>
    </Inventory>
  </xsl:template>`,
);
