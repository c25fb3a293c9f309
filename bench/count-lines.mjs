/** The reference of `payload-open`: takes bytes and counts where their lines end. */
let lines = 0;
process.on('message', (/** @type {Uint8Array | 'end'} */ piece) => {
  if (piece === 'end') {
    process.send?.(lines);
    return;
  }
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
});
process.send?.('ready');
