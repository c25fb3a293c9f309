/**
 * Names that do not fit are cut with an ellipsis; this gives them their whole text as a hint. One
 * `pointerover` handler on the document serves every element with `data-cut`.
 */
export function hintCutText(event: PointerEvent): void {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cut]') : null;
  if (!target) return;
  const inner = target.querySelector<HTMLElement>('[data-cut-inner]') ?? target;
  const isCut = inner.scrollWidth > inner.clientWidth || target.scrollWidth > target.clientWidth;
  if (isCut) target.title = target.textContent.trim();
  else target.removeAttribute('title');
}
