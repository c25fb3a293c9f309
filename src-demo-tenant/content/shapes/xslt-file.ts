import type { FlowFile } from '../flow/flow-definition.ts';

/** `mapping/<name>.xsl` with the given templates; XSLT 3.0 as the runtime offers it. */
export function xsltFile(name: string, templates: string): FlowFile {
  return {
    path: `mapping/${name}.xsl`,
    text: () =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"\n` +
      `    xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="xs">\n` +
      `  <xsl:output method="xml" encoding="UTF-8" indent="no"/>\n${templates.replace(/^\n/, '').replace(/\s+$/, '')}\n</xsl:stylesheet>\n`,
  };
}
