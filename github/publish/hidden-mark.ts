/** What a comment of ours is for. A comment's author alone does not tell: the App answers commands, too. */
export type MarkKind = 'review' | 'suggestion' | 'answer';

/** Written at the end of a comment, where nobody sees it. The key holds nothing that ends a comment of HTML. */
export function hiddenMark(kind: MarkKind, key = ''): string {
  if (!/^[\w.-]*$/.test(key))
    throw new Error(`A mark's key is letters, digits, "_", "." and "-", not ${JSON.stringify(key)}`);
  return `<!-- plumbline:${kind}${key === '' ? '' : ` ${key}`} -->`;
}

/** The key of a comment's mark, '' without one; undefined where the comment's last line is no such mark. */
export function readMark(body: string, kind: MarkKind): string | undefined {
  const last = body.trimEnd().split('\n').at(-1) ?? '';
  const match = /^<!-- plumbline:([a-z]+)(?: ([\w.-]+))? -->$/.exec(last.trim());
  return match?.[1] === kind ? (match[2] ?? '') : undefined;
}
