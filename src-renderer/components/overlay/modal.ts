/** Remembers who has the focus; the answer gives it back, unless somebody has moved it on purpose. */
export function keepFocus(): () => void {
  const before = document.activeElement;
  return () => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  };
}

/**
 * The platform's own modal dialog, open as long as it is drawn: it traps the focus and makes the rest inert. When it closes it is out of the
 * page already, so the platform gives the focus back to nobody.
 */
export function modal(element: HTMLDialogElement): () => void {
  const giveBack = keepFocus();
  element.showModal();
  return () => {
    element.close();
    giveBack();
  };
}
