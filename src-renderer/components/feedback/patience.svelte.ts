/** Over 300 ms there is progress, over 2 s there is cancel; what is faster must not flicker. */
export const patience = { progress: 300, cancel: 2_000 } as const;

/**
 * How long something has been waited for, in the two steps a person cares about. To be made while a
 * component is set up.
 */
export class Patience {
  showsProgress = $state(false);
  showsCancel = $state(false);

  constructor(isWaiting: () => boolean) {
    $effect(() => {
      if (!isWaiting()) return undefined;
      const timers = [
        setTimeout(() => (this.showsProgress = true), patience.progress),
        setTimeout(() => (this.showsCancel = true), patience.cancel),
      ];
      return () => {
        timers.forEach(clearTimeout);
        this.showsProgress = false;
        this.showsCancel = false;
      };
    });
  }
}
