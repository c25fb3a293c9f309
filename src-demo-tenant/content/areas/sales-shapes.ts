import { shape } from '../shapes/message-shape.ts';

const namespace = 'urn:nordwind.example:sales:v1';

export const webshopOrder = shape(
  namespace,
  `
WebshopOrder
  OrderId string
  PlacedAt dateTime
  Channel string
  Customer
    CustomerId string
    Email string
    Country string
  DeliveryAddress
    Name string
    Street string
    PostalCode string
    City string
    Country string
  Item*
    Line int
    Sku string
    Quantity decimal
    Price decimal
    Currency string
    GiftWrap? boolean
  Voucher? string
`,
);

export const salesOrder = shape(
  namespace,
  `
SalesOrder
  SalesOrderType string
  SalesOrganization string
  DistributionChannel string
  OrganizationDivision string
  SoldToParty string
  PurchaseOrderByCustomer string
  CustomerPurchaseOrderDate date
  to_Item*
    SalesOrderItem string
    Material string
    RequestedQuantity decimal
    RequestedQuantityUnit string
  to_Partner*
    PartnerFunction string
    Customer string
`,
);

export const dealerOrder = shape(
  namespace,
  `
DealerOrder
  MessageId string
  DealerGln string
  OrderNumber string
  OrderDate date
  Line*
    Position int
    Gtin string
    Quantity decimal
    Unit string
`,
);

/** A cut of the order IDoc with the segments that Nordwind fills. */
export const orderIdoc = shape(
  '',
  `
ORDERS05
  IDOC
    EDI_DC40
      MESTYP string
      IDOCTYP string
      SNDPRN string
      RCVPRN string
    E1EDK01
      BELNR string
      CURCY? string
    E1EDK03*
      IDDAT string
      DATUM string
    E1EDKA1*
      PARVW string
      PARTN string
    E1EDP01*
      POSEX string
      MENGE decimal
      MENEE string
      E1EDP19*
        QUALF string
        IDTNR string
`,
);

export const priceList = shape(
  namespace,
  `
PriceList
  ValidFrom date
  SalesArea string
  Price*
    Sku string
    Amount decimal
    Currency string
    Unit string
`,
);
