import { MergeView } from '@codemirror/merge';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';

import { viewerTheme } from './create-viewer.ts';
import { diffLines } from './diff-lines.ts';
import { shadowRootOf } from './shadow-root.ts';

/** A text on either side, with the name a screen reader says. */
export interface MergeSide {
  readonly text: string;
  readonly label: string;
}

/** Marks have a line beside the colour: removed ones dashed, added ones solid. */
const marks = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': {
    backgroundColor: 'var(--bad-soft)',
    boxShadow: 'inset 3px 0 0 var(--bad)',
  },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': {
    backgroundColor: 'var(--ok-soft)',
    boxShadow: 'inset 3px 0 0 var(--ok)',
  },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'underline dashed var(--bad)',
  },
  '&.cm-merge-b .cm-changedText': { background: 'none', textDecoration: 'underline solid var(--ok)' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--ok)' },
  '.cm-collapsedLines': {
    color: 'var(--text-soft)',
    background: 'var(--sunken)',
    font: 'var(--font-small)',
  },
  // The usual mark is a character that few fonts have.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"…"' },
  '.cm-mergeSpacer': { backgroundColor: 'var(--canvas)' },
});

/** Two read-only texts side by side in a shadow root, unchanged stretches folded. Answers how to end it. */
export function createMerge(host: HTMLElement, before: MergeSide, after: MergeSide): () => void {
  const root = shadowRootOf(host);
  const extensions = (label: string): Extension => [
    lineNumbers(),
    highlightSpecialChars(),
    drawSelection(),
    search({ top: true }),
    keymap.of(searchKeymap),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': 'true' }),
    EditorView.lineWrapping,
    viewerTheme,
    marks,
  ];
  const view = new MergeView({
    a: { doc: before.text, extensions: extensions(before.label) },
    b: { doc: after.text, extensions: extensions(after.label) },
    root,
    parent: root,
    collapseUnchanged: { margin: 3, minSize: 6 },
    diffConfig: { override: diffLines },
  });
  // The frame around both editors scrolls.
  view.dom.style.height = '100%';
  view.dom.style.overflow = 'auto';
  const [first] = view.chunks;
  if (first) {
    view.b.dispatch({ effects: EditorView.scrollIntoView(first.fromB, { y: 'start', yMargin: 60 }) });
  }
  return () => view.destroy();
}
