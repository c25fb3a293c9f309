/** Passes calls on, the first at once and then at most one in `interval` ms; the last one is never lost. */
export function throttled(call: () => void, interval = 300): () => void {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const elapsed = (): void => {
    timer = undefined;
    if (!again) return;
    again = false;
    pass();
  };
  const pass = (): void => {
    call();
    timer = setTimeout(elapsed, interval);
    timer.unref();
  };
  return () => {
    if (timer) again = true;
    else pass();
  };
}
