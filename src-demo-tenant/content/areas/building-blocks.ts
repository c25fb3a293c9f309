import { type Parameter, parameter, type Step } from '../flow/flow-definition.ts';
import { directOut } from '../flow/receivers.ts';
import { errorEnd, modify, script, send } from '../flow/steps.ts';
import { errorContext } from '../groovy/common.ts';

/** Ids that flows of several packages refer to. */
export const shared = {
  errorScripts: 'NWO_SC_Error_Handling',
  logScripts: 'NWO_SC_Payload_Logging',
  errorAddress: '/nordwind/shared/report-error',
  notifyAddress: '/nordwind/shared/notify',
} as const;

/** Exception subprocess of nearly all flows: collect what is known, report it centrally, fail. */
export const reportError: readonly Step[] = [
  modify('Name the failed flow', { properties: { FlowName: '${camelId}', Area: 'Nordwind' } }),
  script('Collect error context', errorContext, shared.errorScripts),
  send('Report to error handler', directOut(shared.errorAddress, 'Central Error Handler')),
  errorEnd('Failed'),
];

/** Exception subprocess that answers the caller instead of failing silently. */
export const answerError: readonly Step[] = [
  script('Collect error context', errorContext, shared.errorScripts),
  modify('Answer with an error', {
    headers: { CamelHttpResponseCode: '500', 'Content-Type': 'application/json' },
    body: '{"error":"The message could not be processed","messageId":"${property.SAP_MessageProcessingLogID}"}',
  }),
];

export const s4: Readonly<Record<string, Parameter>> = {
  S4_Host: parameter('https://s4p.nordwind.example:44300', 'Virtual host of the S/4HANA system'),
  S4_Credential: parameter('NWO_S4_TECHNICAL', 'User credential of the technical user'),
};

export const erp: Readonly<Record<string, Parameter>> = {
  ERP_Host: parameter('http://erp-virtual.nordwind.example:8000', 'Virtual host in the Cloud Connector'),
  ERP_Credential: parameter('NWO_ERP_IDOC', 'User credential for inbound IDocs'),
  Cloud_Connector_Location: parameter('NWO_DC1', 'Location ID of the Cloud Connector'),
};

export const mail: Readonly<Record<string, Parameter>> = {
  Mail_Server: parameter('smtp.nordwind.example:587'),
  Mail_From: parameter('integration@nordwind.example'),
  Mail_Credential: parameter('NWO_SMTP', 'User credential of the mailbox'),
};

export const successFactors: Readonly<Record<string, Parameter>> = {
  SF_Host: parameter('https://api.hr-cloud.nordwind.example', 'API host of the HR data centre'),
  SF_Credential: parameter('NWO_SF_API', 'Credential of kind successfactors, with company id'),
};

export const broker: Readonly<Record<string, Parameter>> = {
  Broker_Host: parameter('events.nordwind.example'),
  Broker_Credential: parameter('NWO_EVENT_BROKER'),
};
