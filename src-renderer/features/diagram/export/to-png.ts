import { AppError } from '../../../../src-shared/errors.ts';

/** What Chromium's canvas holds on every system. */
const longestEdge = 16_000;
const mostPixels = 120_000_000;

/** How many pixels a unit of the diagram gets: two, and fewer where the picture would be too large to be made. */
export function pngScale(width: number, height: number): number {
  return Math.min(2, longestEdge / width, longestEdge / height, Math.sqrt(mostPixels / (width * height)));
}

/** The SVG as a picture, in the window's fonts. */
export async function toPng(svg: string, width: number, height: number): Promise<Uint8Array> {
  const scale = pngScale(width, height);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/png');
  });
  if (!blob)
    throw new AppError('input.invalid', 'The diagram is too large for a picture; save it as SVG.', {});
  return new Uint8Array(await blob.arrayBuffer());
}
