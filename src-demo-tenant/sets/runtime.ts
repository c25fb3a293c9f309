import { archive } from '../content/archive.ts';
import type { DemoContent, DemoEndpoint, DemoRuntimeArtifact } from '../content/model.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import { notFound } from '../odata/fault.ts';
import type { Media, RequestContext, SetDefinition } from './definition.ts';

/** Deployed artifacts and their endpoints (catalogue 2.4). */
export function runtimeSets(content: DemoContent): readonly SetDefinition[] {
  const byId = new Map(content.runtimeArtifacts.map((one) => [one.Id, one]));
  const hidden = (id: string) => byId.get(id)?.hidden === true;
  const artifactOf = (entity: Entity) => byId.get(textOf(entity, 'Id'));
  const sees = (context: RequestContext, id: string) => context.seesHidden || !hidden(id);
  const endpoints = new Map(content.endpoints.map((one) => [one.Id, one]));
  return [
    {
      set: 'IntegrationRuntimeArtifacts',
      list: (context) => content.runtimeArtifacts.filter(({ Id }) => sees(context, Id)).map(runtimeEntity),
      find: ([id = ''], context) => {
        const found = byId.get(id);
        return found && sees(context, id) ? runtimeEntity(found) : undefined;
      },
      navigation: {
        ErrorInformation: (entity) => (artifactOf(entity)?.error ? { Id: entity['Id'] ?? null } : undefined),
      },
      value: (entity) => deployedBundle(content, artifactOf(entity)),
    },
    {
      set: 'RuntimeArtifactErrorInformations',
      find: ([id = ''], context) => (byId.get(id)?.error && sees(context, id) ? { Id: id } : undefined),
      value: (entity) => errorInformation(artifactOf(entity)),
    },
    {
      set: 'ServiceEndpoints',
      list: (context) =>
        content.endpoints.filter(({ artifactId }) => sees(context, artifactId)).map(endpointEntity),
      find: ([id = ''], context) => {
        const found = endpoints.get(id);
        return found && sees(context, found.artifactId) ? endpointEntity(found) : undefined;
      },
      navigation: {
        EntryPoints: (entity, context) =>
          (endpoints.get(textOf(entity, 'Id'))?.entryPoints ?? []).map((one) => ({
            Name: one.Name,
            Url: `${runtimeHost(context.root)}${one.path}`,
            Type: one.Type,
            AdditionalInformation: one.AdditionalInformation,
          })),
        ApiDefinitions: (entity, context) => {
          const one = endpoints.get(textOf(entity, 'Id'));
          const names = one?.Protocol === 'SOAP' ? ['wsdl'] : one?.Protocol === 'ODATAV2' ? ['edmx'] : [];
          return names.map((name) => ({
            Url: `${runtimeHost(context.root)}/definitions/${textOf(entity, 'Name')}.${name}`,
            Name: name,
          }));
        },
      },
    },
  ];
}

/** Endpoints lie on the worker host, which is another name (catalogue 1.1). */
function runtimeHost(root: string): string {
  const { hostname } = new URL(root);
  return /^[\d.]+$|^localhost$/.test(hostname)
    ? 'https://nordwind.it-demo-rt.example'
    : `https://${hostname.replace('.', '-rt.')}`;
}

function runtimeEntity(one: DemoRuntimeArtifact): Entity {
  return {
    Id: one.Id,
    Version: one.Version,
    Name: one.Name,
    Type: one.Type,
    DeployedBy: one.DeployedBy,
    DeployedOn: one.deployedOn,
    Status: one.Status,
  };
}

function endpointEntity(one: DemoEndpoint): Entity {
  return {
    Id: one.Id,
    Name: one.artifactId,
    Title: one.Title,
    Version: one.Version,
    Summary: one.Summary,
    Description: one.Description,
    LastUpdated: one.lastUpdated,
    Protocol: one.Protocol,
  };
}

/** JSON text whose readable part sits in arrays named `parameter` (catalogue 2.4). */
function errorInformation(one: DemoRuntimeArtifact | undefined): Media | undefined {
  if (!one?.error) return undefined;
  const message = {
    message: {
      subsystemName: 'CONTENT_DEPLOY',
      subsytemPartName: 'CONTENT_DEPLOY',
      messageId: 'ErrorInBundle',
      messageText: '',
    },
    parameter: one.error.parameter,
    childInstances: one.error.childMessages.map((text) => ({
      message: { messageId: 'Nested' },
      parameter: [text],
    })),
  };
  return { content: JSON.stringify(message), contentType: 'application/json' };
}

/** The three answers that the catalogue thinks possible. */
function deployedBundle(content: DemoContent, one: DemoRuntimeArtifact | undefined): Media | undefined {
  if (!one || one.bundle === 'not-found') throw notFound();
  const design = content.packages.flatMap(({ artifacts }) => artifacts).find(({ id }) => id === one.Id);
  if (one.bundle === 'design-zip' && design) {
    return { content: design.zip(), contentType: 'application/zip', fileName: `${one.Id}.zip` };
  }
  return { content: builtBundle(one), contentType: 'application/octet-stream', fileName: `${one.Id}.jar` };
}

/** What the worker runs: a bundle made from the design, which is no longer in it. */
function builtBundle({ Id, Name, Version }: DemoRuntimeArtifact): Uint8Array {
  return archive({
    'META-INF/MANIFEST.MF': [
      'Manifest-Version: 1.0',
      'Bundle-ManifestVersion: 2',
      `Bundle-SymbolicName: ${Id}`,
      `Bundle-Name: ${Name}`,
      `Bundle-Version: ${Version}`,
      '',
      '',
    ].join('\r\n'),
    'OSGI-INF/blueprint/beans.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<blueprint xmlns="http://www.osgi.org/xmlns/blueprint/v1.0.0"><camelContext xmlns="http://camel.apache.org/schema/blueprint" id="${Id.replaceAll(/[^\w.-]/g, '_')}"/></blueprint>\n`,
  });
}
