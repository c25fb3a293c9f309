import { channel, variants } from './channel.ts';
import type { Channel, FlowFile } from './flow-definition.ts';
import { baseName } from './steps.ts';

const inbound = { userRole: 'ESBMessaging.send', senderAuthType: 'RoleBased', clientCertificates: '' };

export function httpsIn(system: string, urlPath: string): Channel {
  const own = { ...inbound, urlPath, maximumBodySize: '40', xsrfProtection: '0' };
  return channel(system, variants.https, 'Sender', own, {
    endpoint: { protocol: 'REST', prefix: '/http', address: urlPath },
  });
}

export function soapIn(system: string, address: string, wsdl?: FlowFile): Channel {
  const own = {
    ...inbound,
    address,
    soapWsdlURL: wsdl === undefined ? '' : `/wsdl/${baseName(wsdl.path)}`,
    serviceDefinition: wsdl === undefined ? 'Manual' : 'WSDL',
    messageExchangePattern: 'RequestReply',
    soapOptions: 'cxfRobust',
    WSSecurity: 'None',
    maximumBodySize: '40',
    maximumAttachmentSize: '100',
  };
  return channel(system, variants.soap, 'Sender', own, {
    endpoint: { protocol: 'SOAP', prefix: '/cxf', address },
    files: wsdl === undefined ? [] : [wsdl],
  });
}

export function idocIn(system: string, address: string): Channel {
  const own = { ...inbound, address, maximumBodySize: '40', maximumAttachmentSize: '100' };
  return channel(system, variants.idoc, 'Sender', own, {
    endpoint: { protocol: 'SOAP', prefix: '/cxf', address },
  });
}

export function xiIn(system: string, address: string): Channel {
  const own = {
    ...inbound,
    address,
    QualityOfService: 'ExactlyOnce',
    TempStorage: 'JMSQueue',
    maximumBodySize: '40',
  };
  return channel(system, variants.xi, 'Sender', own, {
    endpoint: { protocol: 'SOAP', prefix: '/cxf', address },
  });
}

export function as2In(system: string, address: string, partner: string): Channel {
  const own = {
    ...inbound,
    address,
    ownAS2Name: 'NORDWIND',
    partnerAS2Name: partner,
    useDeadLetterQueue: '1',
  };
  return channel(system, variants.as2, 'Sender', own, {
    endpoint: { protocol: 'AS2', prefix: '/as2', address },
  });
}

export function sftpIn(system: string, host: string, path: string, fileName: string, timer: string): Channel {
  const own = {
    host,
    path,
    fileName,
    authentication: 'public_key',
    credential_name: '',
    username: 'nordwind_ci',
    'file.move': '.archive',
    noop: 'file.move',
    readLock: 'rename',
    idempotentRepository: 'database',
    maxMessagesPerPoll: '20',
    connectTimeout: '10000',
    maximumReconnectAttempts: '3',
    scheduleKey: timer,
    proxyType: 'none',
  };
  return channel(system, variants.sftp, 'Sender', own);
}

export function jmsIn(queue: string, threads = 1): Channel {
  const own = {
    QueueName_inbound: queue,
    NumberConcurrentProcesses: String(threads),
    RetryInterval: '1',
    ExponentialBackoff: '1',
    MaxRetryInterval: '60',
    useDeadLetterQueue: '1',
  };
  return channel('JMS Queue', variants.jms, 'Sender', own);
}

export function directIn(address: string, system = 'Calling Flow'): Channel {
  return channel(system, variants.direct, 'Sender', { address });
}

export function mailIn(system: string, server: string, folder: string, timer: string): Channel {
  const own = {
    server,
    folder,
    scheduleKey: timer,
    auth: 'loginPlain',
    ssl: 'imaps',
    user: '{{Mail_Credential}}',
  };
  return channel(system, variants.mailIn, 'Sender', {
    ...own,
    selectionReadFlag: 'unread',
    postProcessing: 'markRead',
  });
}

export function storeIn(store: string): Channel {
  const own = {
    storageName: store,
    visibility: 'global',
    PollDelay: '30',
    RetryInterval: '2',
    MaxRetryInterval: '60',
  };
  return channel('Data Store', variants.store, 'Sender', own);
}

export function amqpIn(system: string, host: string, queue: string): Channel {
  const own = { host, port: '5671', destinationName: queue, connectWithTLS: 'true', authentication: 'SASL' };
  return channel(system, variants.amqp, 'Sender', { ...own, credentialName: '{{Broker_Credential}}' });
}
