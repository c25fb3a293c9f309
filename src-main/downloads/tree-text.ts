/** Files that Java writes with the time of the writing in their first lines. */
const stamped = /(^|\/)[^/]+\.prop$/i;
/** `#Mon Jan 05 06:00:00 UTC 2026`, as `java.util.Date` says it. */
const stamp = /^[#!] ?\w{3} \w{3} \d{1,2} \d\d:\d\d:\d\d [\w:+-]+ \d{4}\r?\n/;
const comment = /^[#!][^\n]*\n/;

/**
 * The file as it stands in a tree of files: without the line that only tells when it was written. All else is left as it is,
 * bytes that are no text, too.
 */
export function withoutStamp(path: string, content: Uint8Array): Uint8Array {
  if (!stamped.test(path)) return content;
  const text = Buffer.from(content).toString('latin1');
  let at = 0;
  let kept = '';
  for (let line = comment.exec(text); line; line = comment.exec(text.slice(at))) {
    if (!stamp.test(line[0])) kept += line[0];
    at += line[0].length;
  }
  const clean = kept + text.slice(at);
  return clean.length === text.length ? content : Buffer.from(clean, 'latin1');
}
