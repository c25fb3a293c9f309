/**
 * bpmn-js's mark opens a box with links to bpmn.io. The window opens no other windows: the system's browser gets them, and Escape closes
 * the box as a click beside it does.
 */
export function followMark(openLink: (url: string) => void): () => () => void {
  return () => {
    const box = (): Element | null => document.querySelector('.bjs-powered-by-lightbox');
    const click = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || !box()?.contains(link)) return;
      event.preventDefault();
      openLink(link.href);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') box()?.querySelector<HTMLElement>('.backdrop')?.click();
    };
    document.addEventListener('click', click);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('click', click);
      document.removeEventListener('keydown', key);
    };
  };
}
