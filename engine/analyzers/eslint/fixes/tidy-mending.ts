import type { FixableRule, Mending } from './fixable-rules.ts';

/**
 * A mending as a person would make it: only what differs is replaced, where that is more than a few words, and what is taken out takes the
 * blanks along that it leaves, or its line where nothing else stands there.
 */
export function tidied(
  mending: Mending,
  { file, takesOut }: { readonly file: string; readonly takesOut: FixableRule['takesOut'] },
): Mending {
  const narrow = takesOut || mending.replaced.includes('\n') ? narrowed(mending) : mending;
  return takesOut && narrow.text === '' ? withBlanks(withoutLineBreak(narrow), file) : narrow;
}

/** Without what begins and ends both texts alike. */
function narrowed({ start, end, text, replaced }: Mending): Mending {
  let head = 0;
  while (head < text.length && head < replaced.length && text[head] === replaced[head]) head++;
  let tail = 0;
  const most = Math.min(text.length, replaced.length) - head;
  while (tail < most && text.at(-1 - tail) === replaced.at(-1 - tail)) tail++;
  return {
    start: start + head,
    end: end - tail,
    text: text.slice(head, text.length - tail),
    replaced: replaced.slice(head, replaced.length - tail),
  };
}

/** typescript-eslint takes the line break behind a comment along, even where code stands before it. */
function withoutLineBreak({ start, end, text, replaced }: Mending): Mending {
  const kept = replaced.replace(/\r?\n$/, '');
  return { start, end: end - (replaced.length - kept.length), text, replaced: kept };
}

function withBlanks({ start, end }: Mending, file: string): Mending {
  const lineStart = start === 0 ? 0 : file.lastIndexOf('\n', start - 1) + 1;
  const isFirst = file.slice(lineStart, start).trim() === '';
  const behind = /^[ \t]*(?:\r?\n|$)?/.exec(file.slice(end))![0];
  const isLast = behind.endsWith('\n') || end + behind.length === file.length;
  if (isFirst && isLast) return taken(file, lineStart, end + behind.length);
  if (isFirst) return taken(file, start, end + behind.length);
  const before = /[ \t]*$/.exec(file.slice(lineStart, start))![0];
  return isLast || behind !== '' ? taken(file, start - before.length, end) : taken(file, start, end);
}

function taken(file: string, start: number, end: number): Mending {
  return { start, end, text: '', replaced: file.slice(start, end) };
}
