import scrollbars from '../../styles/scrollbars.css?inline';

/** Where CodeMirror's styles may stand. The page's do not reach in: its scroll bars come along. */
export function shadowRootOf(host: HTMLElement): ShadowRoot {
  if (host.shadowRoot) return host.shadowRoot;
  const root = host.attachShadow({ mode: 'open' });
  // Not everywhere where components are tested.
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(scrollbars);
    root.adoptedStyleSheets = [sheet];
  }
  return root;
}
