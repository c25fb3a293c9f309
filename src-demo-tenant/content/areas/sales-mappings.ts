import { memo } from '../memo.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { dealerOrder, orderIdoc, salesOrder, webshopOrder } from './sales-shapes.ts';

export const orderToSalesOrder = memo(() =>
  messageMapping(
    'MM_WebshopOrder_to_SalesOrder',
    webshopOrder,
    salesOrder,
    `
    /SalesOrder <- /WebshopOrder
    /SalesOrder/SalesOrderType <- 'OR'
    /SalesOrder/SalesOrganization <- valueMap(/WebshopOrder/Customer/Country)
    /SalesOrder/DistributionChannel <- '20'
    /SalesOrder/OrganizationDivision <- '00'
    /SalesOrder/SoldToParty <- /WebshopOrder/Customer/CustomerId
    /SalesOrder/PurchaseOrderByCustomer <- concat('WEB-', /WebshopOrder/OrderId)
    /SalesOrder/CustomerPurchaseOrderDate <- TransformDate(/WebshopOrder/PlacedAt)
    /SalesOrder/to_Item <- /WebshopOrder/Item
    /SalesOrder/to_Item/SalesOrderItem <- /WebshopOrder/Item/Line
    /SalesOrder/to_Item/Material <- toUpperCase(/WebshopOrder/Item/Sku)
    /SalesOrder/to_Item/RequestedQuantity <- /WebshopOrder/Item/Quantity
    /SalesOrder/to_Item/RequestedQuantityUnit <- 'PC'
    `,
  ),
);

export const dealerToIdoc = memo(() =>
  messageMapping(
    'MM_DealerOrder_to_ORDERS05',
    dealerOrder,
    orderIdoc,
    `
    /ORDERS05/IDOC <- /DealerOrder
    /ORDERS05/IDOC/EDI_DC40/MESTYP <- 'ORDERS'
    /ORDERS05/IDOC/EDI_DC40/IDOCTYP <- 'ORDERS05'
    /ORDERS05/IDOC/EDI_DC40/SNDPRN <- /DealerOrder/DealerGln
    /ORDERS05/IDOC/E1EDK01/BELNR <- /DealerOrder/OrderNumber
    /ORDERS05/IDOC/E1EDK03/DATUM <- TransformDate(/DealerOrder/OrderDate)
    /ORDERS05/IDOC/E1EDKA1/PARTN <- /DealerOrder/DealerGln
    /ORDERS05/IDOC/E1EDP01 <- /DealerOrder/Line
    /ORDERS05/IDOC/E1EDP01/POSEX <- FormatNum(/DealerOrder/Line/Position)
    /ORDERS05/IDOC/E1EDP01/MENGE <- /DealerOrder/Line/Quantity
    /ORDERS05/IDOC/E1EDP01/MENEE <- /DealerOrder/Line/Unit
    /ORDERS05/IDOC/E1EDP01/E1EDP19/IDTNR <- /DealerOrder/Line/Gtin
    `,
  ),
);
