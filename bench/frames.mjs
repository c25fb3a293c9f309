/**
 * Share of late frames, in per cent, while an element is scrolled: slowly enough to read, then in leaps over the whole of it. A frame is
 * late when it comes more than half a frame after it was due.
 * @param {import('@playwright/test').Page} page
 * @param {string} selector
 */
export function lateFrames(page, selector) {
  return page.evaluate(async (wanted) => {
    const { document, requestAnimationFrame } = /** @type {any} */ (globalThis);
    const element = document.querySelector(wanted);
    if (!element) throw new Error(`There is no ${wanted}.`);
    const due = 1000 / 60;
    const frame = () =>
      new Promise((/** @type {(at: number) => void} */ done) => requestAnimationFrame(done));
    const range = element.scrollHeight - element.clientHeight;
    /** @param {number} frames @param {(at: number) => number} next */
    const scroll = async (frames, next) => {
      let late = 0;
      let before = await frame();
      for (let count = 0; count < frames; count++) {
        element.scrollTop = next(element.scrollTop);
        const now = await frame();
        if (now - before > due * 1.5) late += 1;
        before = now;
      }
      return late;
    };
    element.scrollTop = 0;
    await scroll(30, (at) => at + 10);
    const reading = 360;
    const leaping = 120;
    const late =
      (await scroll(reading, (at) => at + 42)) + (await scroll(leaping, (at) => (at + range / 40) % range));
    return (late / (reading + leaping)) * 100;
  }, selector);
}
