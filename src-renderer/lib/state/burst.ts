/** Calls `action` at most once per `quiet` milliseconds: at once, and once more after a burst. */
export function burst(
  action: () => void,
  quiet = 250,
): { readonly call: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  function wait(): void {
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      action();
      wait();
    }, quiet);
  }

  return {
    call: () => {
      if (timer !== undefined) {
        again = true;
        return;
      }
      action();
      wait();
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  };
}
