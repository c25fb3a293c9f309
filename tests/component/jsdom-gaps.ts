/**
 * What jsdom lacks and the window uses: modal dialogs, popovers, sizes. Only as much as the components
 * need to be driven by role and name; how it looks is tested in a real window.
 */
const rowsHeight = 586;

HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement): void {
  this.setAttribute('open', '');
  this.querySelector<HTMLElement>('[autofocus], input, textarea, button')?.focus();
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement): void {
  this.removeAttribute('open');
};

function toggled(element: HTMLElement, newState: 'open' | 'closed'): void {
  element.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
}
HTMLElement.prototype.showPopover = function showPopover(this: HTMLElement): void {
  toggled(this, 'open');
};
HTMLElement.prototype.hidePopover = function hidePopover(this: HTMLElement): void {
  toggled(this, 'closed');
};
Element.prototype.scrollIntoView = function scrollIntoView(): void {
  // There is nothing to scroll without a layout.
};

class SizeObserver implements ResizeObserver {
  readonly #changed: ResizeObserverCallback;
  constructor(changed: ResizeObserverCallback) {
    this.#changed = changed;
  }
  observe(): void {
    this.#changed([], this);
  }
  unobserve(): void {
    // Sizes never change here.
  }
  disconnect(): void {
    // Sizes never change here.
  }
}
globalThis.ResizeObserver = SizeObserver;

Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => rowsHeight });

window.matchMedia = (query: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

/** CodeMirror measures letters. */
Range.prototype.getClientRects = function getClientRects(): DOMRectList {
  return Object.assign([], { item: () => null });
};
Range.prototype.getBoundingClientRect = function getBoundingClientRect(): DOMRect {
  return new DOMRect();
};

Element.prototype.setPointerCapture = function setPointerCapture(): void {
  // Every event of a test goes to the element it names.
};
