import type { Entity, FakeTenant } from '../fake-tenant.ts';

export const deployedAt = Date.UTC(2026, 10, 20, 10);

export function packageEntity(id: string, change: Entity = {}): Entity {
  return {
    Id: id,
    Name: `${id} package`,
    Version: '1.0.0',
    Vendor: '',
    Mode: 'EDIT_ALLOWED',
    ShortText: 'Short',
    Description: '<p>Long</p>',
    CreatedBy: 'ann',
    CreationDate: '1760000000000',
    ModifiedBy: 'bob',
    ModifiedDate: '1761000000000',
    UpdateAvailable: false,
    SupportedPlatform: 'SAP Cloud Integration',
    Keywords: '[]',
    ...change,
  };
}

export function artifactEntity(packageId: string, id: string, change: Entity = {}): Entity {
  return {
    Id: id,
    PackageId: packageId,
    Name: `${id} artifact`,
    Version: '1.0.0',
    Description: '',
    Sender: '',
    Receiver: '',
    CreatedBy: 'ann',
    CreatedAt: '1760000000000',
    ModifiedBy: 'bob',
    ModifiedAt: String(deployedAt - 1_000),
    ...change,
  };
}

export function runtimeEntity(id: string, change: Entity = {}): Entity {
  return {
    Id: id,
    Name: `${id} artifact`,
    Version: '1.0.0',
    Type: 'INTEGRATION_FLOW',
    Status: 'STARTED',
    DeployedBy: 'ann',
    DeployedOn: `/Date(${deployedAt})/`,
    ...change,
  };
}

const below = (packageId: string, set: string) => `IntegrationPackages('${packageId}')/${set}`;

export function putPackages(tenant: FakeTenant, packages: readonly Entity[]): void {
  tenant.put('IntegrationPackages', packages);
}

export function putFlows(tenant: FakeTenant, packageId: string, flows: readonly Entity[]): void {
  tenant.put(below(packageId, 'IntegrationDesigntimeArtifacts'), flows);
}

/** Two packages with three flows, a script collection, mappings, endpoints, and one flow in error. */
export function smallTenant(tenant: FakeTenant): void {
  putPackages(tenant, [packageEntity('Sales'), packageEntity('Stock', { Mode: 'READ_ONLY' })]);
  putFlows(tenant, 'Sales', [artifactEntity('Sales', 'Orders'), artifactEntity('Sales', 'Returns')]);
  putFlows(tenant, 'Stock', [artifactEntity('Stock', 'Levels', { Version: 'Active' })]);
  tenant.put(below('Sales', 'ScriptCollectionDesigntimeArtifacts'), [artifactEntity('Sales', 'Scripts')]);
  tenant.put('MessageMappingDesigntimeArtifacts', [
    { Id: 'Map', PackageId: 'Sales', Name: 'Map', Version: '1.0.1', Description: '' },
  ]);
  tenant.put('ValueMappingDesigntimeArtifacts', [
    { Id: 'Codes', PackageId: 'Stock', Name: 'Codes', Version: '1.0.2', Description: '' },
  ]);
  tenant.put('IntegrationRuntimeArtifacts', [
    runtimeEntity('Orders'),
    runtimeEntity('Returns', { Version: '0.9.0', Status: 'ERROR' }),
    runtimeEntity('Forgotten'),
  ]);
  tenant.put(
    "IntegrationRuntimeArtifacts('Returns')/ErrorInformation/$value",
    JSON.stringify({ message: { parameter: ['No credentials named RETURNS'] } }),
  );
  tenant.put('ServiceEndpoints', [
    {
      Id: 'Orders$endpointAddress=/orders',
      Name: 'Orders',
      Title: 'Orders',
      Protocol: 'REST',
      EntryPoints: { results: [{ Name: 'Orders', Url: 'https://worker.example/http/orders', Type: 'PROD' }] },
    },
  ]);
  tenant.put("IntegrationDesigntimeArtifacts(Id='Orders',Version='active')/Configurations", [
    { ParameterKey: 'Address', ParameterValue: '/orders', DataType: 'xsd:string', Description: 'Path' },
    { ParameterKey: 'Api_Key', ParameterValue: 'abc', DataType: 'xsd:string' },
  ]);
}
