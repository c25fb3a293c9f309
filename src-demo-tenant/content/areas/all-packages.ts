import type { PackageSeed } from '../seed.ts';
import { eInvoicing } from './e-invoicing.ts';
import { finance } from './finance.ts';
import { apis, interfaces } from './interfaces.ts';
import { logistics } from './logistics.ts';
import { masterData } from './master-data.ts';
import { orderToCash } from './order-to-cash.ts';
import { partners } from './partners.ts';
import { payroll, people } from './people.ts';
import { plant } from './plant.ts';
import { procurement } from './procurement.ts';
import { analytics, service } from './service.ts';
import { sharedBlocks, utilities } from './shared-blocks.ts';
import { stores } from './stores.ts';
import { sandbox, vendorContent } from './vendor-content.ts';

/** The hand-written packages of the invented company, in the order in which the tenant lists them. */
export const handWrittenPackages: readonly PackageSeed[] = [
  orderToCash,
  logistics,
  stores,
  service,
  procurement,
  finance,
  eInvoicing,
  people,
  payroll,
  masterData,
  partners,
  plant,
  analytics,
  sharedBlocks,
  utilities,
  interfaces,
  apis,
  vendorContent,
  sandbox,
];
