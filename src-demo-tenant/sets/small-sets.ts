import type { Entity } from '../odata/entity.ts';
import type { SetDefinition } from './definition.ts';

const day = 86_400_000;

/** Short lists of the other areas, enough for each to have something to say (catalogue 2.6 to 2.8). */
export function smallSets(now: number): readonly SetDefinition[] {
  const list = (
    set: string,
    key: string,
    entities: readonly Entity[],
    more: Partial<SetDefinition> = {},
  ): SetDefinition => ({
    set,
    options: {},
    list: () => entities,
    find: ([id]) => entities.find((one) => one[key] === id),
    ...more,
  });
  const descriptor = (Type: string) => ({
    Type,
    DeployedBy: 'k.bergman@nordwind.example',
    DeployedOn: now - 40 * day,
    Status: 'DEPLOYED',
  });
  return [
    list('UserCredentials', 'Name', [
      {
        Name: 'ERP_BASIC',
        Kind: 'default',
        Description: 'ERP, communication user',
        User: 'COMM_CPI',
        Password: null,
        CompanyId: null,
        SecurityArtifactDescriptor: descriptor('CREDENTIALS'),
      },
      {
        Name: 'CRM_OAUTH',
        Kind: 'default',
        Description: 'CRM',
        User: 'crm-integration',
        Password: null,
        CompanyId: null,
        SecurityArtifactDescriptor: descriptor('CREDENTIALS'),
      },
    ]),
    list('OAuth2ClientCredentials', 'Name', [
      {
        Name: 'CARRIER_OAUTH',
        Description: 'Carrier API',
        TokenServiceUrl: 'https://auth.carrier.example/oauth/token',
        ClientId: 'nordwind',
        ClientSecret: null,
        ClientAuthentication: 'body',
        Scope: null,
        ScopeContentType: 'urlencoded',
        Resource: null,
        Audience: null,
        SecurityArtifactDescriptor: descriptor('OAUTH2_CLIENT_CREDENTIALS'),
      },
    ]),
    list('NumberRanges', 'Name', [
      {
        Name: 'InvoiceNumber',
        Description: 'Outgoing e-invoices',
        MinValue: '1',
        MaxValue: '999999',
        CurrentValue: '48213',
        FieldLength: '6',
        Rotate: 'true',
        DeployedBy: 'k.bergman@nordwind.example',
        DeployedOn: now - 200 * day,
      },
    ]),
    list('Queues', 'Name', [
      {
        Name: 'ORDER.INBOUND',
        NumbOfMsgs: 3,
        FillGrade: 0,
        Active: 1,
        Exclusive: 0,
        State: 0,
        Size: 18_204,
        Type: 0,
      },
      {
        Name: 'ORDER.DEAD',
        NumbOfMsgs: 12,
        FillGrade: 1,
        Active: 1,
        Exclusive: 0,
        State: 1,
        Size: 96_110,
        Type: 0,
      },
    ]),
    list('JmsBrokers', 'Key', [
      {
        Key: 'Broker1',
        Capacity: 114_314,
        MaxCapacity: 9_751_756_800,
        MaxQueueNumber: 30,
        QueueNumber: 2,
        CapacityOk: 1,
        CapacityWarning: 1,
        CapacityError: 0,
        IsTransactedSessionsHigh: 0,
        IsConsumersHigh: 0,
        IsProducersHigh: 0,
        IsQueuesHigh: 0,
        IsMessageSpoolHigh: 0,
      },
    ]),
    list('DataStores', 'DataStoreName', [
      {
        DataStoreName: 'OrdersToConfirm',
        IntegrationFlow: '',
        Type: '',
        Visibility: 'Global',
        NumberOfMessages: 26,
        NumberOfOverdueMessages: 2,
      },
    ]),
    list('Variables', 'VariableName', [
      {
        VariableName: 'LastRunTimestamp',
        IntegrationFlow: 'NW_Employee_Replication',
        Visibility: 'Integration Flow',
        UpdatedAt: now - 3_600_000,
        RetainUntil: now + 400 * day,
      },
    ]),
    list('AccessPolicies', 'Id', [{ Id: 101, RoleName: 'PayrollOnly', Description: 'Payroll interfaces' }]),
    list('StringParameters', 'Pid', [
      {
        Pid: 'NORDIC_RETAIL',
        Id: 'ReceiverUrl',
        Value: 'https://edi.retail.example/in',
        CreatedBy: 'p.ek@nordwind.example',
        CreatedTime: now - 90 * day,
        LastModifiedBy: 'p.ek@nordwind.example',
        LastModifiedTime: now - 9 * day,
      },
    ]),
    list('Partners', 'Pid', [{ Pid: 'NORDIC_RETAIL' }, { Pid: 'ALPINE_SPORTS' }]),
    list('Locks', 'Component', []),
    list('IntegrationDesigntimeLocks', 'ResourceId', []),
    list('SecurityArtifacts', 'Name', [
      { Name: 'ERP_BASIC' },
      { Name: 'CRM_OAUTH' },
      { Name: 'CARRIER_OAUTH' },
    ]),
    list('PgpPublicKeyrings', 'Name', []),
    {
      set: 'KeystoreEntries',
      options: { select: true },
      list: () => keystore(now),
      find: ([id]) => keystore(now).find((one) => one['Hexalias'] === id),
    },
  ];
}

function keystore(now: number): readonly Entity[] {
  return (
    [
      ['erp_client', 'Key Pair', 25],
      ['bank_sftp', 'Certificate', 300],
      ['sap_cloudintegrationcertificate', 'Key Pair', 180],
    ] as const
  ).map(([Alias, Type, days]) => ({
    Hexalias: Buffer.from(Alias).toString('hex').toUpperCase(),
    Alias,
    KeyType: 'RSA',
    KeySize: 2048,
    ValidNotBefore: now - 300 * day,
    ValidNotAfter: now + days * day,
    SerialNumber: '0x5A11',
    SignatureAlgorithm: 'SHA256withRSA',
    SubjectDN: `CN=${Alias}, O=Nordwind, C=SE`,
    IssuerDN: 'CN=Nordwind Issuing CA, O=Nordwind, C=SE',
    Version: 3,
    Type,
    Owner: Alias.startsWith('sap_') ? 'SAP' : 'Tenant Administrator',
    LastModifiedBy: 'k.bergman@nordwind.example',
    LastModifiedTime: now - 30 * day,
    CreatedBy: 'k.bergman@nordwind.example',
    CreatedTime: now - 300 * day,
    Status: 'unchanged',
  }));
}
