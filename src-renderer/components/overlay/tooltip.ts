import type { Attachment } from 'svelte/attachments';

const delay = 450;
const distance = 6;

let bubble: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * A label shown on hover and on keyboard focus; Escape hides it. One bubble serves the whole window.
 * It only repeats the accessible name, so it is hidden from assistive technology.
 */
export function tooltip(text: string): Attachment<HTMLElement> {
  return (element) => {
    const show = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => place(element, text), delay);
    };
    const showOnFocus = (): void => {
      if (element.matches(':focus-visible')) show();
    };
    const hideOnEscape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    element.addEventListener('pointerenter', show);
    element.addEventListener('focus', showOnFocus);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('blur', hide);
    element.addEventListener('keydown', hideOnEscape);
    return () => {
      hide();
      element.removeEventListener('pointerenter', show);
      element.removeEventListener('focus', showOnFocus);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('blur', hide);
      element.removeEventListener('keydown', hideOnEscape);
    };
  };
}

function hide(): void {
  clearTimeout(timer);
  bubble?.remove();
  bubble = undefined;
}

function place(element: HTMLElement, text: string): void {
  hide();
  if (!element.isConnected) return;
  bubble = document.createElement('div');
  bubble.className = 'tooltip';
  bubble.setAttribute('aria-hidden', 'true');
  bubble.textContent = text;
  document.body.append(bubble);
  const anchor = element.getBoundingClientRect();
  const own = bubble.getBoundingClientRect();
  const below = anchor.bottom + distance;
  const top = below + own.height > window.innerHeight ? anchor.top - own.height - distance : below;
  const left = anchor.left + anchor.width / 2 - own.width / 2;
  bubble.style.top = `${Math.max(distance, top)}px`;
  bubble.style.left = `${Math.min(Math.max(distance, left), window.innerWidth - own.width - distance)}px`;
}
