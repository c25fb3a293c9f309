/** Runs `action` once nothing has called for `quiet` milliseconds: filters while somebody types. */
export function afterPause(
  action: () => void,
  quiet = 150,
): { readonly call: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call: () => {
      clearTimeout(timer);
      timer = setTimeout(action, quiet);
    },
    stop: () => clearTimeout(timer),
  };
}
