import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

/** Redraws every icon of this folder from icon.svg: `CHROMIUM=/usr/bin/chromium node resources/make-icons.mjs`. */
const folder = import.meta.dirname;
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? 'chromium',
  args: ['--no-sandbox'],
});

/** @param {number} size */
async function png(size) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

const sizes = [16, 32, 48, 64, 128, 256, 512, 1024];
/** @type {Map<number, Buffer>} */
const pictures = new Map();
for (const size of sizes) pictures.set(size, await png(size));
await browser.close();

for (const size of [16, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(join(folder, 'icons', `${size}x${size}.png`), pictures.get(size) ?? '');
}
writeFileSync(join(folder, 'icon.png'), pictures.get(1024) ?? '');
writeFileSync(join(folder, 'icon.ico'), ico([16, 32, 48, 64, 128, 256]));
writeFileSync(
  join(folder, 'icon.icns'),
  icns({ ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64 }),
);

/** Windows' container with PNG pictures in it. @param {number[]} list */
function ico(list) {
  const images = list.map((size) => pictures.get(size) ?? Buffer.alloc(0));
  const head = Buffer.alloc(6 + 16 * list.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(list.length, 4);
  let offset = head.length;
  list.forEach((size, index) => {
    const at = 6 + 16 * index;
    const length = images[index]?.length ?? 0;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  });
  return Buffer.concat([head, ...images]);
}

/** macOS' container with PNG pictures in it. @param {Record<string, number>} types */
function icns(types) {
  const chunks = Object.entries(types).map(([type, size]) => {
    const image = pictures.get(size) ?? Buffer.alloc(0);
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(image.length + 8, 4);
    return Buffer.concat([head, image]);
  });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
