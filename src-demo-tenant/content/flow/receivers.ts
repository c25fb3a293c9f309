import { channel, variants } from './channel.ts';
import type { Channel, FlowFile } from './flow-definition.ts';
import { baseName } from './steps.ts';

const proxy = { proxyType: 'default', proxyHost: '', proxyPort: '' };

export interface HttpOptions {
  readonly method?: string;
  readonly credential?: string;
  readonly authentication?: string;
  readonly query?: string;
}

export function httpOut(system: string, url: string, options: HttpOptions = {}): Channel {
  return channel(system, variants.http, 'Receiver', {
    ...proxy,
    httpAddressWithoutQuery: url,
    httpAddressQuery: options.query ?? '',
    httpMethod: options.method ?? 'POST',
    authenticationMethod:
      options.authentication ?? (options.credential === undefined ? 'None' : 'OAuth2 Client Credentials'),
    credentialName: options.credential ?? '',
    httpRequestTimeout: '60000',
    httpShouldSendBody: 'false',
    throwExceptionOnFailure: 'true',
    allowedRequestHeaders: '',
    allowedResponseHeaders: '*',
    enableMPLAttachments: 'true',
    privateKeyAlias: '',
    locationID: '',
    methodSourceExpression: '',
  });
}

export function odataOut(
  system: string,
  service: string,
  resourcePath: string,
  operation: string,
  credential: string,
  edmx?: FlowFile,
): Channel {
  const own = {
    ...proxy,
    address: service,
    resourcePath,
    operation,
    alias: credential,
    authenticationMethod: 'Basic',
    queryOptions: '',
    contentType: 'application/atom+xml',
    edmxFilePath: edmx === undefined ? '' : `edmx/${baseName(edmx.path)}`,
    isCSRFEnabled: 'true',
    receiveTimeOut: '1',
    enableBatchProcessing: '0',
    pagination: '0',
    characterEncoding: 'none',
  };
  return channel(system, variants.odata, 'Receiver', own, { files: edmx === undefined ? [] : [edmx] });
}

export function successFactorsOut(system: string, entity: string, operation: string, query = ''): Channel {
  return channel(system, variants.successFactors, 'Receiver', {
    ...proxy,
    address: '{{SF_Host}}',
    urlSuffixSfOData: '/odata/v2',
    alias: '{{SF_Credential}}',
    authenticationMethod: 'Basic',
    resourcePath: entity,
    operation,
    queryOptions: query,
    paging: 'snapshot',
    retryOnFailure: '1',
    receiveTimeOut: '5',
  });
}

export function soapOut(system: string, address: string, credential: string): Channel {
  return channel(system, variants.soap, 'Receiver', {
    ...proxy,
    address,
    authentication: 'Basic',
    credentialName: credential,
    requestTimeout: '60000',
    allowChunking: '1',
    KeepConnectionAlive: '1',
    CompressMessage: '0',
    cleanupHeaders: '1',
    soapWsdlURL: '',
    WSSecurity_outbound: 'None',
  });
}

export function idocOut(system: string, address: string, credential: string): Channel {
  return channel(system, variants.idoc, 'Receiver', {
    proxyType: 'sapcc',
    proxyHost: '',
    proxyPort: '',
    address,
    authentication: 'Basic',
    credentialName: credential,
    IDocContentType: 'application/x-sap.idoc',
    requestTimeout: '60000',
    allowChunking: '1',
    locationID: '{{Cloud_Connector_Location}}',
  });
}

export function xiOut(system: string, address: string, interfaceName: string): Channel {
  return channel(system, variants.xi, 'Receiver', {
    proxyType: 'sapcc',
    Address: address,
    AuthenticationType: 'Basic',
    BasicAuthCredentialName: '{{ERP_Credential}}',
    ServiceInterfaceReceiver: interfaceName,
    ServiceInterfaceNamespaceReceiver: 'urn:nordwind.example:pi:v1',
    QualityOfService: 'ExactlyOnce',
    TempStorage: 'JMSQueue',
    XiMessageIdDetermination: 'Generate',
  });
}

export function rfcOut(system: string, destination: string): Channel {
  return channel(system, variants.rfc, 'Receiver', {
    destination,
    transactioncommit: '1',
    newConnection: '0',
  });
}

export function sftpOut(system: string, host: string, path: string, fileName: string): Channel {
  return channel(system, variants.sftp, 'Receiver', {
    host,
    path,
    fileName,
    authentication: 'public_key',
    username: 'nordwind_ci',
    privateKeyAlias: 'id_rsa',
    fileExist: 'Override',
    useTempFile: '1',
    tempFileName: '${file:name}.tmp',
    autoCreate: '0',
    connectTimeout: '10000',
    proxyType: 'none',
    maximumReconnectAttempts: '3',
  });
}

export function jmsOut(queue: string): Channel {
  return channel('JMS Queue', variants.jms, 'Receiver', {
    QueueName_outbound: queue,
    EncryptMessage: '1',
    RetentionThresholdAlerting: '2',
    ExpirationPeriod: '30',
    TransferExchangeProperties: '0',
    UseMessageCompression: '1',
  });
}

export function directOut(address: string, system = 'Called Flow'): Channel {
  return channel(system, variants.direct, 'Receiver', { address });
}

export function mailOut(system: string, to: string, subject: string): Channel {
  return channel(system, variants.mailOut, 'Receiver', {
    server: '{{Mail_Server}}',
    from: '{{Mail_From}}',
    to,
    subject,
    cc: '',
    bcc: '',
    body: '${in.body}',
    content_type: 'text/html',
    content_encoding: 'UTF-8',
    auth: 'loginPlain',
    user: '{{Mail_Credential}}',
    ssl: 'starttls_mandatory',
    timeout: '30000',
  });
}

export function jdbcOut(system: string, dataSource: string): Channel {
  const own = {
    alias: dataSource,
    queryTimeout: '60',
    connectionTimeout: '60',
    batchMode: 'false',
    pageSize: '1000',
  };
  return channel(system, variants.jdbc, 'Receiver', own);
}

export function as2Out(system: string, url: string, partner: string): Channel {
  return channel(system, variants.as2, 'Receiver', {
    proxyType: 'default',
    receipientURL: url,
    ownAS2Name: 'NORDWIND',
    partnerAS2Name: partner,
    contentType: 'application/edifact',
    doSigning: '1',
    doEncryption: '1',
    encryptionAlgorithm: 'AES256_CBC',
    signingAlgorithm: 'SHA256',
    mdnType: 'Asynchronous',
    requestMDNSigning: '1',
    privateKeyAliasForSigning: 'nordwind_as2_sign',
    publicKeyAliasForEncryption: '{{Partner_Certificate_Alias}}',
    timeout: '300000',
  });
}

export function amqpOut(system: string, host: string, topic: string): Channel {
  const own = {
    host,
    port: '5671',
    destinationName: topic,
    destinationType: 'topic',
    connectWithTLS: 'true',
  };
  return channel(system, variants.amqp, 'Receiver', { ...own, credentialName: '{{Broker_Credential}}' });
}
