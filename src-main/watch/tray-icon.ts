import { Menu, nativeImage, Tray } from 'electron';

export interface TrayActions {
  readonly open: () => void;
  readonly showWatching: () => void;
  /** Minutes; 0: again from now on. */
  readonly pause: (minutes: number) => void;
  readonly quit: () => void;
}

export interface TrayWords {
  readonly watched: number;
  /** Requests in an hour. */
  readonly perHour: number;
  readonly isPaused: boolean;
}

/** The icon in the tray with its menu, while a person wants it. */
export class TrayIcon {
  readonly #actions: TrayActions;
  #tray: Tray | undefined;

  constructor(actions: TrayActions) {
    this.#actions = actions;
  }

  get isShown(): boolean {
    return this.#tray !== undefined;
  }

  show(words: TrayWords): void {
    if (!this.#tray) {
      this.#tray = new Tray(picture());
      this.#tray.setToolTip('Tenant Atlas');
      this.#tray.on('click', this.#actions.open);
    }
    const { open, showWatching, pause, quit } = this.#actions;
    const { watched, perHour, isPaused } = words;
    const queries = watched === 1 ? '1 query is watched' : `${watched} queries are watched`;
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: 'Open Tenant Atlas', click: open },
        {
          label: watched === 0 ? queries : `${queries}, about ${perHour} requests an hour`,
          click: showWatching,
        },
        { type: 'separator' },
        isPaused
          ? {
              label: 'Notify again',
              click: () => {
                pause(0);
              },
            }
          : {
              label: 'No notifications for an hour',
              click: () => {
                pause(60);
              },
            },
        { type: 'separator' },
        { label: 'Quit', click: quit },
      ]),
    );
  }

  hide(): void {
    this.#tray?.destroy();
    this.#tray = undefined;
  }
}

const size = 32;

/** A globe, drawn here: it needs no file that a package could lack. On macOS the system gives it its colour. */
function picture(): Electron.NativeImage {
  const pixels = Buffer.alloc(size * size * 4);
  const isMac = process.platform === 'darwin';
  const [red, green, blue] = isMac ? [0, 0, 0] : [0x2f, 0x7f, 0xd6];
  const middle = (size - 1) / 2;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [dx, dy] = [x - middle, y - middle];
      const ring = Math.abs(Math.hypot(dx, dy) - 13) < 1.6;
      const meridian = Math.abs(Math.hypot(dx * 2.2, dy) - 13) < 1.6;
      const equator = Math.abs(dy) < 1.3 && Math.abs(dx) < 13;
      // Electron's bitmaps are BGRA.
      if (ring || meridian || equator) pixels.set([blue, green, red, 255], (y * size + x) * 4);
    }
  }
  const image = nativeImage.createFromBitmap(pixels, { width: size, height: size, scaleFactor: 2 });
  image.setTemplateImage(isMac);
  return image;
}
