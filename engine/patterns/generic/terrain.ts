import type { EllipsisNode } from './pattern-node.ts';
import type { TokenTable } from './token-table.ts';

/** What an ellipsis may skip, which is where the two engines differ. */
export interface Terrain {
  readonly table: TokenTable;
  /** Lines that an ellipsis reaches below what was matched before. */
  readonly span: number;
  /** The next entry after one that an ellipsis skips; -1 where it must not. */
  skip(at: number, node: EllipsisNode): number;
  /** Entries with the same level are reached one from the other by skipping. */
  level(at: number, node: EllipsisNode): number;
  /** Where an ellipsis that ends the pattern ends: as far as it goes. */
  rest(at: number, node: EllipsisNode, to: { readonly end: number; readonly line: number }): number;
}
