import type { RuleOptions } from '../rule.ts';

type CommentStyle = NonNullable<RuleOptions['generic_comment_style']>;

/** The text with blanks in place of its comments, so that offsets and lines stay. Strings are not known: this is any text. */
export function blankComments(text: string, style: CommentStyle): string {
  const marks = MARKS[style];
  const pieces: string[] = [];
  let done = 0;
  for (let at = nextMark(text, 0, marks); at; at = nextMark(text, done, marks)) {
    const { start, mark } = at;
    const close = text.indexOf(mark.close, start + mark.open.length);
    const end = close === -1 ? text.length : close + (mark.close === '\n' ? 0 : mark.close.length);
    pieces.push(text.slice(done, start), text.slice(start, end).replace(/[^\n]/g, ' '));
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

interface Mark {
  readonly open: string;
  readonly close: string;
}

const MARKS: Record<CommentStyle, readonly Mark[]> = {
  c: [{ open: '/*', close: '*/' }],
  cpp: [
    { open: '/*', close: '*/' },
    { open: '//', close: '\n' },
  ],
  shell: [{ open: '#', close: '\n' }],
};

function nextMark(text: string, from: number, marks: readonly Mark[]): { start: number; mark: Mark } | undefined {
  let next: { start: number; mark: Mark } | undefined;
  for (const mark of marks) {
    const start = text.indexOf(mark.open, from);
    if (start !== -1 && (!next || start < next.start)) next = { start, mark };
  }
  return next;
}
