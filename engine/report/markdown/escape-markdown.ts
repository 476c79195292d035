/**
 * Text of foreign origin in GitHub-flavoured Markdown: it must read as it is, and neither format, link, ping anybody
 * (`@name`), refer to an issue (`#1`, `GH-1`, `owner/name#1`) nor end a table row.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll(/[\\`*_{}[\]|~]/g, '\\$&')
      // A word joiner after the sign keeps GitHub from linking it, and is not seen.
      .replaceAll('@', '@\u2060')
      .replaceAll('#', '#\u2060')
      .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u2060-')
      // Addresses are linked by themselves: from foreign text they are shown, not offered.
      .replaceAll(/\b(https?|ftp|mailto):/gi, '$1\u2060:')
      .replaceAll(/\bwww\./gi, 'www\u2060.')
      .replace(/^([-+=]|\d+[.)])(?=\s|$)/, '\u2060$1')
      // Bidirectional controls would show code in another order than it has.
      .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '�')
  );
}

/** A code span that holds any text; inside a table a pipe still wants its backslash, as GitHub's specification says. */
export function codeSpan(text: string): string {
  const flat = text
    .replaceAll(/[\r\n\t\v\f]+/g, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '�')
    .replaceAll('|', '\\|');
  if (flat.trim() === '') return '';
  let longest = 0;
  for (const [run] of flat.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 ? ' ' : '';
  return `${fence}${padding}${flat}${padding}${fence}`;
}
