import type { SyntaxLanguage } from './grammars.ts';

export type { SyntaxLanguage };

/**
 * A syntax tree as flat arrays in pre-order: node `i`'s descendants are `i + 1` to `next[i] - 1`, its first child (if
 * `next[i] > i + 1`) is `i + 1`, and a child `c`'s next sibling is `next[c]` while that is below the parent's `next`.
 * Built once for each file and shared by every analyzer; walking it costs an array read where a native node costs a call.
 */
export interface SyntaxTree<Of extends SyntaxLanguage = SyntaxLanguage> {
  readonly language: Of;
  readonly text: string;
  /** Number of nodes. Node 0 is the root. */
  readonly size: number;
  /** Index into {@link kinds}: the grammar's symbol of the node. */
  readonly kind: Uint16Array;
  /** The grammar's field the node stands in within its parent, index into {@link fields}; 0: none. */
  readonly field: Uint8Array;
  /** UTF-16 offsets into `text`; `endOffset` is exclusive. */
  readonly startOffset: Uint32Array;
  readonly endOffset: Uint32Array;
  /** Parent's index; the root's is itself. */
  readonly parent: Uint32Array;
  /** Index just past the node's last descendant: its next sibling if it has one. */
  readonly next: Uint32Array;
  /** Bit flags, see {@link NodeFlag}. */
  readonly flags: Uint8Array;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  /** Offsets at which each line starts; `lineStarts[0]` is 0. */
  readonly lineStarts: Uint32Array;
  /** The grammar could not make sense of part of the file. */
  readonly hasError: boolean;
}

export const NodeFlag = { named: 1, error: 2, missing: 4, extra: 8 } as const;
