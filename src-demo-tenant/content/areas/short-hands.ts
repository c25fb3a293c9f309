import type { FlowFile, Step, TaskStep } from '../flow/flow-definition.ts';
import { httpOut, idocOut, odataOut, successFactorsOut } from '../flow/receivers.ts';
import { modify, request, script } from '../flow/steps.ts';
import { customHeaders } from '../groovy/common.ts';
import type { TrafficSeed } from '../seed.ts';
import { shared } from './building-blocks.ts';

export function busy(
  weight: number,
  failureRate: number,
  typicalMs: number,
  messageType: string,
  headers: readonly string[] = [],
  next: readonly string[] = [],
): TrafficSeed {
  return { weight, failureRate, typicalMs, messageType, headers, next };
}

/** Takes business keys by XPath and publishes them as custom header properties. */
export function keys(values: Readonly<Record<string, string>>, applicationId?: string): readonly Step[] {
  const names = Object.keys(values).join(',');
  const headers = applicationId === undefined ? {} : { SAP_ApplicationID: applicationId };
  return [
    modify('Set business keys', { headers, properties: { ...values, CustomHeaders: names } }),
    script('Publish business keys', customHeaders, shared.logScripts),
  ];
}

/** Call of an OData service of S/4HANA; needs the parameters of `s4`. */
export function s4Call(
  name: string,
  serviceName: string,
  entity: string,
  operation: string,
  edmx?: FlowFile,
): TaskStep {
  const address = `{{S4_Host}}/sap/opu/odata/sap/${serviceName}`;
  return request(name, odataOut('S/4HANA', address, entity, operation, '{{S4_Credential}}', edmx));
}

/** Posts an IDoc to ERP; needs the parameters of `erp`. */
export function postIdoc(name: string): TaskStep {
  return request(name, idocOut('ERP', '{{ERP_Host}}/sap/bc/srt/idoc?sap-client=100', '{{ERP_Credential}}'));
}

/** Reads from the HR cloud; needs the parameters of `successFactors`. */
export function hrQuery(name: string, entity: string, query: string): TaskStep {
  return request(name, successFactorsOut('SAP SuccessFactors', entity, 'Query(GET)', query));
}

/** Calls a REST service with OAuth; the credential is an alias or a parameter. */
export function rest(
  name: string,
  system: string,
  url: string,
  credential: string,
  method = 'POST',
): TaskStep {
  return request(name, httpOut(system, url, { method, credential }));
}
