import './styles/reset.css';
import './styles/tokens.css';
import './styles/tones.css';
import './styles/base.css';
import './styles/scrollbars.css';
import './styles/first-frame.css';

/** Milliseconds. A window that is not on the screen paints nothing, and its page runs all the same. */
const longestWait = 500;

/** The first frame is on the screen before anything is computed: neither this page nor main delays it. */
const painted = new Promise<void>((resolve) => {
  const observer = new PerformanceObserver(() => {
    observer.disconnect();
    resolve();
  });
  observer.observe({ type: 'paint', buffered: true });
  setTimeout(resolve, longestWait);
});

await painted;
const { mountApp } = await import('./app/mount-app.ts');
mountApp();
