import type { Entity } from '../odata/entity.ts';
import { notImplemented } from '../odata/fault.ts';
import type { SetDefinition } from './definition.ts';
import { day, keeper, plainSet, unlistedSet } from './plain-set.ts';

/** Credentials, keystore and access policies (catalogue 2.7). Secrets are never returned. */
export function securitySets(now: number): readonly SetDefinition[] {
  const descriptor = (Type: string) => ({
    Type,
    DeployedBy: keeper,
    DeployedOn: now - 40 * day,
    Status: 'DEPLOYED',
  });
  const credential = (Name: string, Description: string, User: string): Entity => ({
    Name,
    Kind: 'default',
    Description,
    User,
    Password: null,
    CompanyId: null,
    SecurityArtifactDescriptor: descriptor('CREDENTIALS'),
  });
  const users = [
    credential('ERP_BASIC', 'ERP, communication user', 'COMM_CPI'),
    credential('CRM_OAUTH', 'CRM', 'crm-integration'),
    credential('BANK_SFTP', 'Bank, file transfer', 'nordwind'),
    { ...credential('HR_ONBOARDING', 'HR', 'hr-api'), Kind: 'successfactors', CompanyId: 'NORDWIND' },
  ];
  const carrier: Entity = {
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
  };
  const parameter: Entity = {
    Name: 'TAX_PORTAL_KEY',
    Description: 'Tax portal',
    SecureParam: null,
    DeployedBy: keeper,
    DeployedOn: now - 12 * day,
    Status: 'DEPLOYED',
  };
  const keystore = keystoreEntries(now);
  return [
    plainSet('UserCredentials', users),
    plainSet('OAuth2ClientCredentials', [carrier], { navigation: { CustomParameters: () => [] } }),
    plainSet('SecureParameters', [parameter]),
    plainSet(
      'SecurityArtifacts',
      [...users, carrier, parameter].map(({ Name }) => ({ Name: Name ?? null })),
    ),
    plainSet('KeystoreEntries', keystore, {
      list: (_context, { custom }) => {
        const name = custom.get('keystoreName') ?? 'system';
        return name === 'system' ? keystore : [];
      },
      navigation: { ChainCertificates: () => [] },
    }),
    unlistedSet(
      'Keystores',
      [
        {
          Name: 'system',
          Size: keystore.length,
          AggregatedStatus: 'DEPLOYED',
          LastModifiedBy: keeper,
          LastModifiedTime: now - 30 * day,
        },
      ],
      { navigation: { Entries: () => keystore } },
    ),
    plainSet('PgpPublicKeyrings', []),
    ...accessPolicies(),
  ];
}

function accessPolicies(): readonly SetDefinition[] {
  const policies: readonly Entity[] = [
    { Id: 101, RoleName: 'PayrollOnly', Description: 'Payroll interfaces' },
    { Id: 102, RoleName: 'BankingOnly', Description: 'Queues with bank statements' },
  ];
  const reference = (Id: number, Name: string, Type: string, ConditionValue: string): Entity => ({
    Id,
    Name,
    Description: null,
    Type,
    ConditionAttribute: 'ID',
    ConditionValue,
    ConditionType: 'regularExpression',
  });
  const references = new Map([
    [101, [reference(201, 'Payroll flows', 'INTEGRATION_FLOW', '.*Payroll.*')]],
    [102, [reference(202, 'Bank queues', 'MESSAGE_QUEUE', 'BANK\\..*')]],
  ]);
  return [
    plainSet('AccessPolicies', policies, {
      navigation: {
        ArtifactReferences: ({ Id }) => references.get(Number(Id)) ?? [],
        AccessPolicyRuntimeAssignments: () => {
          throw notImplemented();
        },
      },
    }),
    plainSet('ArtifactReferences', [...references.values()].flat()),
  ];
}

function keystoreEntries(now: number): readonly Entity[] {
  const entry = (Alias: string, Type: string, validDays: number): Entity => ({
    // Upper-case hex of the plain text (catalogue 2.1).
    Hexalias: Buffer.from(Alias).toString('hex').toUpperCase(),
    Alias,
    KeyType: 'RSA',
    KeySize: 2048,
    EllipticCurve: null,
    ValidNotBefore: now - 300 * day,
    ValidNotAfter: now + validDays * day,
    SerialNumber: '0x5A11',
    SignatureAlgorithm: 'SHA256withRSA',
    SubjectDN: `CN=${Alias}, O=Nordwind, C=SE`,
    IssuerDN: 'CN=Nordwind Issuing CA, O=Nordwind, C=SE',
    Version: 3,
    Type,
    Owner: Alias.startsWith('sap_') ? 'SAP' : 'Tenant Administrator',
    LastModifiedBy: keeper,
    LastModifiedTime: now - 30 * day,
    CreatedBy: keeper,
    CreatedTime: now - 300 * day,
    Status: 'unchanged',
  });
  return [
    entry('erp_client', 'Key Pair', 25),
    entry('bank_sftp', 'Certificate', 300),
    entry('old_portal', 'Certificate', -3),
    entry('sap_cloudintegrationcertificate', 'Key Pair', 180),
  ];
}
