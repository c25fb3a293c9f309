const gap = 4;
const edge = 8;

/**
 * Opens a popover of the platform (top layer, light dismiss) below its anchor, above it where there is
 * no room. Positions are set by script: the content security policy forbids style attributes in markup.
 */
export function openAnchored(
  popover: HTMLElement,
  anchor: Pick<HTMLElement, 'getBoundingClientRect'>,
  align: 'start' | 'end' = 'start',
): void {
  popover.showPopover();
  const place = anchor.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const below = window.innerHeight - place.bottom - gap - edge;
  const above = place.top - gap - edge;
  const upwards = below < own.height && above > below;
  const left = align === 'start' ? place.left : place.right - own.width;
  popover.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - own.width - edge))}px`;
  popover.style.maxHeight = `${Math.max(120, upwards ? above : below)}px`;
  const height = Math.min(own.height, upwards ? above : below);
  popover.style.top = `${upwards ? place.top - gap - height : place.bottom + gap}px`;
}
