/** Names Windows keeps for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const longest = 120;

/**
 * A file name that all three systems accept, from whatever a tenant calls a thing: no separators, no control or
 * direction characters, no leading or trailing dots and blanks, no device names, not too long.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')

    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/[<>:"/\\|?*]+/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const safe = cleaned === '' ? 'file' : reserved.test(cleaned) ? `_${cleaned}` : cleaned;
  return shortened(safe);
}

function shortened(name: string): string {
  // Whole code points, so that no half of a character is left at the cut.
  const characters = Array.from(name);
  if (characters.length <= longest) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return `${characters
    .slice(0, longest - ending.length)
    .join('')
    .replace(/[. ]+$/, '')}${ending}`;
}
