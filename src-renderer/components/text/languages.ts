import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

export type TextLanguage = 'groovy' | 'java' | 'javascript' | 'json' | 'properties' | 'xml';

/** Colours are tokens that are readable on every surface, so all themes follow. */
const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.tagName, tags.modifier], color: 'var(--accent)' },
  { tag: [tags.string, tags.attributeValue, tags.regexp], color: 'var(--ok)' },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--text-faint)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warn)' },
  { tag: [tags.attributeName, tags.propertyName, tags.definition(tags.name)], color: 'var(--escalated)' },
  { tag: [tags.typeName, tags.className, tags.annotation, tags.meta], color: 'var(--info)' },
]);

/** Each grammar is loaded with the first text of its kind. */
export async function languageExtension(language: TextLanguage): Promise<Extension> {
  return [await grammarOf(language), syntaxHighlighting(style)];
}

async function grammarOf(language: TextLanguage): Promise<Extension> {
  switch (language) {
    case 'xml':
      return (await import('@codemirror/lang-xml')).xml();
    case 'json':
      return (await import('@codemirror/lang-json')).json();
    case 'javascript':
      return (await import('@codemirror/lang-javascript')).javascript();
    case 'groovy':
      return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/groovy')).groovy);
    case 'java':
      return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/clike')).java);
    case 'properties':
      return StreamLanguage.define((await import('@codemirror/legacy-modes/mode/properties')).properties);
  }
}
