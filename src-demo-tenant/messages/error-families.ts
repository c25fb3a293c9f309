/** Believable failures of integration flows, a family each; `fill` varies the parts that vary in life. */
export interface ErrorFamily {
  readonly name: string;
  readonly fill: (part: (kind: Part) => string) => string;
}

export type Part =
  | 'order'
  | 'number'
  | 'host'
  | 'path'
  | 'field'
  | 'file'
  | 'duration'
  | 'correlation'
  | 'alias';

export const errorFamilies: readonly ErrorFamily[] = [
  {
    name: 'http-503',
    fill: (part) =>
      `org.apache.camel.component.ahc.AhcOperationFailedException: HTTP operation failed invoking https://${part('host')}${part('path')} with statusCode: 503, statusText: Service Unavailable.\nThe MPL ID for the failed message is : ${part('correlation')}`,
  },
  {
    name: 'http-401',
    fill: (part) =>
      `com.sap.it.rt.adapter.http.api.exception.HttpResponseException: An Internal Server Error occurred: HTTP operation failed invoking https://${part('host')}${part('path')} with statusCode: 401, statusText: Unauthorized. Credential alias '${part('alias')}' was used.`,
  },
  {
    name: 'mapping',
    fill: (part) =>
      `com.sap.xi.mapping.camel.XiMappingException: com.sap.aii.mappingtool.tf7.IllegalInstanceException: Cannot create target element /ns0:Order/Item[${part('number')}]/${part('field')}. Values missing in queue context. Target XSD requires a value for this element, but target-field mapping does not create one.`,
  },
  {
    name: 'soap-fault',
    fill: (part) =>
      `org.apache.cxf.binding.soap.SoapFault: Order ${part('order')} is locked by another user. Fault code: soap:Server, endpoint https://${part('host')}${part('path')}`,
  },
  {
    name: 'sftp-connect',
    fill: (part) =>
      `org.apache.camel.component.file.GenericFileOperationFailedException: Cannot connect to sftp://${part('alias')}@${part('host')}:22, cause: com.jcraft.jsch.JSchException: timeout: socket is not established after ${part('duration')} ms`,
  },
  {
    name: 'sftp-file',
    fill: (part) =>
      `org.apache.camel.component.file.GenericFileOperationFailedException: Cannot store file: /outbound/${part('file')}.xml, cause: Permission denied`,
  },
  {
    name: 'xml-validation',
    fill: (part) =>
      `com.sap.it.rt.xmlvalidator.ValidationException: cvc-complex-type.2.4.a: Invalid content was found starting with element '${part('field')}'. One of '{DeliveryDate}' is expected. Line ${part('number')}, column 27.`,
  },
  {
    name: 'groovy-null',
    fill: (part) =>
      `javax.script.ScriptException: java.lang.NullPointerException: Cannot invoke method text() on null object@ line ${part('number')} in collectHeaders.groovy while reading ${part('field')} of order ${part('order')}`,
  },
  {
    name: 'odata-400',
    fill: (part) =>
      `com.sap.gateway.core.ip.component.odata.exception.OsciException: Bad Request: HTTP 400: Plant ${part('number')} does not exist for material ${part('order')}, cause: https://${part('host')}${part('path')}`,
  },
  {
    name: 'idoc-status',
    fill: (part) =>
      `com.sap.it.rt.adapter.idoc.IDocException: IDoc ${part('order')} could not be posted. Status 51: Customer ${part('number')} is blocked for the sales area.`,
  },
  {
    name: 'certificate',
    fill: (part) =>
      `javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to requested target ${part('host')}. Keystore alias ${part('alias')}`,
  },
  {
    name: 'jdbc',
    fill: (part) =>
      `java.sql.SQLIntegrityConstraintViolationException: Duplicate entry '${part('order')}' for key 'PRIMARY'. JDBC data source alias ${part('alias')}`,
  },
  {
    name: 'socket-timeout',
    fill: (part) =>
      `java.net.SocketTimeoutException: Read timed out after ${part('duration')} ms at https://${part('host')}${part('path')}`,
  },
];
