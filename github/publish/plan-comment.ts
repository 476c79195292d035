/** When the result is told in a comment. */
export type CommentMode = 'off' | 'on-failure' | 'always';

export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

export type CommentPlan<Comment extends OwnComment> = {
  /** There should be one at most. */
  readonly remove: readonly Comment[];
} & ({ readonly kind: 'none' | 'create' } | { readonly kind: 'keep' | 'edit'; readonly comment: Comment });

/**
 * What to do with our comments, given the oldest first. One that is there is kept up to date, with a pass too: it must not
 * go on telling of a failure. Where comments are switched off, it goes.
 */
export function planComment<Comment extends OwnComment>(
  own: readonly Comment[],
  { mode, failed, body }: { readonly mode: CommentMode; readonly failed: boolean; readonly body: string },
): CommentPlan<Comment> {
  const [oldest, ...others] = own;
  if (mode === 'off') return { kind: 'none', remove: own };
  if (oldest === undefined) return { kind: mode === 'always' || failed ? 'create' : 'none', remove: [] };
  return { kind: isSame(oldest.body, body) ? 'keep' : 'edit', comment: oldest, remove: others };
}

/** GitHub may give other line ends back than it got. */
function isSame(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return plain(a) === plain(b);
}
