import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';

import { languageExtension, type TextLanguage } from './languages.ts';
import { shadowRootOf } from './shadow-root.ts';

/** Beyond, a text is read for what it says and not for its grammar. */
const mostColoured = 4_000_000;

export interface Viewer {
  setText(text: string): void;
  /** Puts a line, from 1, into sight and marks it. */
  goTo(line: number): void;
  setWrap(wraps: boolean): void;
  find(): void;
  destroy(): void;
}

/** Colours and fonts come from the tokens, so the viewer follows every theme by itself. */
export const viewerTheme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--mono)' },
  '.cm-content': { caretColor: 'var(--accent)' },
  '.cm-gutters': { color: 'var(--text-faint)', backgroundColor: 'var(--canvas)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 12px' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--select) !important',
  },
  '.cm-panels': { color: 'var(--text)', backgroundColor: 'var(--canvas)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { font: 'var(--font-small)' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text-soft)', fontSize: '16px' },
  '.cm-panel.cm-search label, .cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button': {
    fontSize: '12px',
  },
  '.cm-textfield': {
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--radius-s)',
  },
  '.cm-button': {
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--radius-s)',
  },
  // The window's own rule ends at the shadow root.
  '.cm-panel.cm-search :focus-visible': {
    outline: 'var(--focus-width) solid var(--focus)',
    outlineOffset: '1px',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--select)', outline: '2px solid var(--accent)' },
});

/**
 * A read-only CodeMirror in a shadow root: there its styles become constructed style sheets, which the
 * content security policy allows, while in a document they would be an inline style element.
 */
export async function createViewer(
  host: HTMLElement,
  text: string,
  label: string,
  language?: TextLanguage,
): Promise<Viewer> {
  const root = shadowRootOf(host);
  const wrapping = new Compartment();
  const colours =
    language === undefined || text.length > mostColoured ? [] : await languageExtension(language);
  const extensions: Extension = [
    lineNumbers(),
    highlightSpecialChars(),
    drawSelection(),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of(searchKeymap),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': 'true' }),
    wrapping.of(EditorView.lineWrapping),
    colours,
    viewerTheme,
  ];
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), root, parent: root });
  return {
    setText: (next) => view.setState(EditorState.create({ doc: next, extensions })),
    setWrap: (wraps) => {
      view.dispatch({ effects: wrapping.reconfigure(wraps ? EditorView.lineWrapping : []) });
    },
    goTo: (line) => {
      const { from, to } = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
    },
    find: () => {
      view.focus();
      openSearchPanel(view);
    },
    destroy: () => view.destroy(),
  };
}
