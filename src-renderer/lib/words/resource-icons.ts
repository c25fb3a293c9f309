import type { ResourceType } from '../../../src-shared/content/artifact/model.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';

const icons: Readonly<Partial<Record<ResourceType, IconName>>> = {
  flow: 'flow',
  groovy: 'script',
  javascript: 'script',
  java: 'script',
  xslt: 'mapping',
  'message-mapping': 'mapping',
  'operation-mapping': 'mapping',
  'value-mapping': 'valueMapping',
  xsd: 'dataType',
  wsdl: 'interface',
  edmx: 'interface',
  properties: 'settings',
  'parameter-definitions': 'settings',
  archive: 'archive',
  other: 'fileBinary',
};

export function resourceIcon(type: ResourceType): IconName {
  return icons[type] ?? 'file';
}
