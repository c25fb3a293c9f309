import type { Channel, FlowFile, Properties } from './flow-definition.ts';

interface Variant {
  readonly adapter: string;
  readonly transport: string;
  readonly message: string;
  readonly version: string;
  /** Adapters delivered as an add-on name their vendor instead of the `sap:` name space. */
  readonly vendor?: string;
}

const none = 'Not Applicable';
export const variants = {
  https: { adapter: 'HTTPS', transport: 'HTTPS', message: 'None', version: '1.5.0' },
  http: { adapter: 'HTTP', transport: 'HTTP', message: 'None', version: '1.15.0' },
  soap: { adapter: 'SOAP', transport: 'HTTP', message: 'SOAP 1.x', version: '1.12.2' },
  idoc: { adapter: 'IDOC', transport: 'HTTP', message: 'IDoc SOAP', version: '1.7.2' },
  xi: { adapter: 'XI', transport: 'HTTP', message: 'XI', version: '1.11.0' },
  sftp: { adapter: 'SFTP', transport: 'SFTP', message: 'File', version: '1.12.0' },
  jms: { adapter: 'JMS', transport: none, message: none, version: '1.6.3' },
  direct: { adapter: 'ProcessDirect', transport: none, message: none, version: '1.1.2', vendor: 'SAP' },
  odata: { adapter: 'HCIOData', transport: 'HTTP', message: 'OData V2', version: '1.26.0' },
  successFactors: { adapter: 'SuccessFactors', transport: 'HTTP', message: 'OData V2', version: '1.18.0' },
  jdbc: { adapter: 'JDBC', transport: 'JDBC', message: 'JDBC', version: '1.5.1', vendor: 'SAP' },
  mailOut: { adapter: 'Mail', transport: 'SMTP', message: 'None', version: '1.11.0' },
  mailIn: { adapter: 'Mail', transport: 'IMAP', message: none, version: '1.12.0' },
  as2: { adapter: 'AS2', transport: 'HTTP', message: 'AS2', version: '1.9.0' },
  rfc: { adapter: 'RFC', transport: 'RFC', message: 'Synchronous RFC', version: '1.2.1' },
  amqp: { adapter: 'AMQP', transport: 'TCP', message: 'AMQP1.0', version: '1.5.0' },
  store: { adapter: 'DataStoreConsumer', transport: 'JDBC', message: 'None', version: '1.0.0' },
} as const satisfies Record<string, Variant>;

export function channel(
  system: string,
  variant: Variant,
  direction: Channel['direction'],
  own: Properties,
  more: { readonly endpoint?: NonNullable<Channel['endpoint']>; readonly files?: readonly FlowFile[] } = {},
): Channel {
  const { adapter, transport, message, version, vendor } = variant;
  const name = vendor === undefined ? `sap:${adapter}` : `${adapter}/vendor::${vendor}`;
  const properties = {
    ComponentType: adapter,
    Description: '',
    ComponentNS: 'sap',
    ...(vendor === undefined ? {} : { Vendor: vendor }),
    Name: adapter,
    direction,
    system,
    ...own,
    TransportProtocol: transport,
    TransportProtocolVersion: version,
    MessageProtocol: message,
    MessageProtocolVersion: version,
    ComponentSWCVName: 'external',
    ComponentSWCVId: version,
    componentVersion: version.split('.').slice(0, 2).join('.'),
    cmdVariantUri: `ctype::AdapterVariant/cname::${name}/tp::${transport}/mp::${message}/direction::${direction}/version::${version}`,
  };
  return { system, adapter, direction, properties, files: more.files ?? [], endpoint: more.endpoint };
}
