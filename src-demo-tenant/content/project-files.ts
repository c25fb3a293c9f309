import { dateComment, javaProperties } from './java-properties.ts';
import { escapeXml, xmlDeclaration } from './xml.ts';

/** The Eclipse project file that every artifact carries. */
export function projectFile(id: string, nature: string): string {
  const natures = [
    'org.eclipse.jdt.core.javanature',
    'com.sap.ide.ifl.project.support.project.nature',
    nature,
  ].map((name) => `      <nature>${name}</nature>\n`);
  return (
    `${xmlDeclaration}<projectDescription>\n` +
    `   <name>${escapeXml(id)}</name>\n   <comment/>\n   <projects/>\n   <buildSpec>\n      <buildCommand>\n` +
    `         <name>org.eclipse.jdt.core.javabuilder</name>\n         <arguments/>\n      </buildCommand>\n` +
    `   </buildSpec>\n   <natures>\n${natures.join('')}   </natures>\n</projectDescription>`
  );
}

export const natures = {
  flow: 'com.sap.ide.ifl.bsn',
  valueMapping: 'com.sap.ide.ifl.valmap',
} as const;

/** `metainfo.prop`: description, sender and receiver of the artifact. */
export function metaInfo(info: {
  readonly description: string;
  readonly sender: string;
  readonly receiver: string;
  readonly time: number;
}): string {
  const values = {
    nodeType: 'IFLMAP',
    productProfile: 'iflmap',
    description: info.description,
    source: info.sender,
    target: info.receiver,
  };
  return javaProperties(values, ['#Store metainfo properties', dateComment(info.time)]);
}
