type Words = readonly [string, ...string[]];

/** Country organisations of the invented company. */
export const regions = [
  ['SE', 'Sweden'],
  ['NO', 'Norway'],
  ['DK', 'Denmark'],
  ['FI', 'Finland'],
  ['DE', 'Germany'],
  ['AT', 'Austria'],
  ['CH', 'Switzerland'],
  ['NL', 'Netherlands'],
  ['PL', 'Poland'],
  ['CZ', 'Czechia'],
  ['FR', 'France'],
  ['ES', 'Spain'],
  ['IT', 'Italy'],
  ['UK', 'United Kingdom'],
] as const;

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly lineOfBusiness: string;
  /** Business objects: part of an id, part of a name. */
  readonly objects: Words;
}

export const areas: readonly [Area, ...Area[]] = [
  {
    code: 'SAL',
    name: 'Sales',
    lineOfBusiness: 'Sales',
    objects: [
      'Sales Order',
      'Quotation',
      'Customer Return',
      'Order Confirmation',
      'Price Condition',
      'Rebate Agreement',
    ],
  },
  {
    code: 'BIL',
    name: 'Billing',
    lineOfBusiness: 'Finance',
    objects: ['Invoice', 'Credit Memo', 'Billing Plan', 'Pro Forma Invoice', 'Dunning Notice'],
  },
  {
    code: 'PUR',
    name: 'Purchasing',
    lineOfBusiness: 'Sourcing and Procurement',
    objects: [
      'Purchase Order',
      'Purchase Requisition',
      'Supplier Invoice',
      'Info Record',
      'Contract',
      'Schedule Line',
    ],
  },
  {
    code: 'WHS',
    name: 'Warehouse',
    lineOfBusiness: 'Supply Chain',
    objects: [
      'Inbound Delivery',
      'Outbound Delivery',
      'Stock Level',
      'Pick List',
      'Handling Unit',
      'Cycle Count',
    ],
  },
  {
    code: 'TRA',
    name: 'Transport',
    lineOfBusiness: 'Supply Chain',
    objects: ['Freight Order', 'Shipment Status', 'Carrier Invoice', 'Route Plan', 'Customs Document'],
  },
  {
    code: 'HRM',
    name: 'Human Resources',
    lineOfBusiness: 'Human Resources',
    objects: ['Employee', 'Absence', 'Time Event', 'Org Unit', 'Job Posting', 'Training Record'],
  },
  {
    code: 'FIN',
    name: 'Accounting',
    lineOfBusiness: 'Finance',
    objects: ['Journal Entry', 'Cost Centre', 'Asset', 'Bank Statement', 'Payment Advice', 'Exchange Rate'],
  },
  {
    code: 'TAX',
    name: 'Tax',
    lineOfBusiness: 'Finance',
    objects: ['VAT Return', 'Tax Determination', 'E-Invoice', 'Intrastat Report'],
  },
  {
    code: 'MFG',
    name: 'Manufacturing',
    lineOfBusiness: 'Manufacturing',
    objects: [
      'Production Order',
      'Bill of Material',
      'Routing',
      'Goods Movement',
      'Quality Notification',
      'Batch',
    ],
  },
  {
    code: 'MNT',
    name: 'Maintenance',
    lineOfBusiness: 'Asset Management',
    objects: ['Work Order', 'Equipment', 'Measurement', 'Spare Part', 'Maintenance Plan'],
  },
  {
    code: 'RTL',
    name: 'Retail',
    lineOfBusiness: 'Sales',
    objects: ['Store Receipt', 'Till Closing', 'Promotion', 'Assortment', 'Gift Card'],
  },
  {
    code: 'MKT',
    name: 'Marketing',
    lineOfBusiness: 'Marketing',
    objects: ['Campaign', 'Contact', 'Consent', 'Segment', 'Newsletter'],
  },
  {
    code: 'SRV',
    name: 'Service',
    lineOfBusiness: 'Service',
    objects: ['Service Ticket', 'Warranty Claim', 'Repair Order', 'Service Contract'],
  },
  {
    code: 'MDM',
    name: 'Master Data',
    lineOfBusiness: 'Supply Chain',
    objects: ['Material', 'Business Partner', 'Supplier', 'Classification', 'Unit of Measure', 'Plant'],
  },
  {
    code: 'PLM',
    name: 'Product Development',
    lineOfBusiness: 'R&D',
    objects: ['Specification', 'Drawing', 'Change Record', 'Sample', 'Colourway'],
  },
  {
    code: 'SUS',
    name: 'Sustainability',
    lineOfBusiness: 'Sustainability',
    objects: ['Emission Factor', 'Energy Reading', 'Supplier Assessment', 'Packaging Declaration'],
  },
  {
    code: 'TRY',
    name: 'Treasury',
    lineOfBusiness: 'Finance',
    objects: ['Cash Position', 'Payment Run', 'Hedge Deal', 'Bank Fee'],
  },
  {
    code: 'PRT',
    name: 'Partner Exchange',
    lineOfBusiness: 'Sales',
    objects: ['EDI Order', 'Despatch Advice', 'EDI Invoice', 'Price Catalogue', 'Acknowledgement'],
  },
  {
    code: 'ANA',
    name: 'Analytics',
    lineOfBusiness: 'Finance',
    objects: ['Sales Fact', 'Stock Snapshot', 'Ledger Line', 'KPI Set'],
  },
  {
    code: 'IDM',
    name: 'Identity',
    lineOfBusiness: 'Human Resources',
    objects: ['User Account', 'Role Assignment', 'Badge', 'Access Review'],
  },
  {
    code: 'LEG',
    name: 'Legal Archive',
    lineOfBusiness: 'Finance',
    objects: ['Archive Document', 'Retention Rule', 'Contract File'],
  },
  {
    code: 'QLT',
    name: 'Quality',
    lineOfBusiness: 'Manufacturing',
    objects: ['Inspection Lot', 'Certificate', 'Complaint', 'Test Result'],
  },
];

/** Systems: short form for ids, full form for names. */
type System = readonly [code: string, name: string];

export const systems: readonly [System, ...System[]] = [
  ['S4', 'S/4HANA'],
  ['ERP', 'ERP'],
  ['SF', 'SAP SuccessFactors'],
  ['SHOP', 'Webshop'],
  ['LAKE', 'Data Lake'],
  ['WMS', 'Warehouse System'],
  ['TMS', 'Transport System'],
  ['MES', 'Manufacturing System'],
  ['CRM', 'Customer System'],
  ['POS', 'Tills'],
  ['DMS', 'Document Store'],
  ['EDI', 'EDI Partners'],
  ['BANK', 'Bank Gateway'],
  ['PIM', 'Product Catalogue'],
  ['HUB', 'Carrier Hub'],
  ['BI', 'Reporting'],
];

export const verbs: Words = [
  'Replicate',
  'Send',
  'Create',
  'Update',
  'Import',
  'Export',
  'Synchronise',
  'Confirm',
];

/** Endings of package names, so that one area of a country can have several packages. */
export const scopes: Words = ['Core', 'Extensions', 'Wave 2', 'Partners', 'Migration', 'Local Requirements'];
