import type { Tree } from 'web-tree-sitter';

/**
 * The functions of web-tree-sitter's WebAssembly that its `TreeCursor` is made of. They find the cursor in a buffer of
 * their own and leave it there; `TreeCursor` copies it into JavaScript and back at every call, which costs most of what
 * it does. A tree is named by its address.
 */
export interface CursorFunctions {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
  _ts_tree_cursor_current_node_is_missing_wasm(tree: number): number;
}

/**
 * A cursor at the root of a tree. There is one buffer: until it is closed, no other cursor may be open, and nothing else
 * be asked of any tree.
 */
export class TreeWalk {
  readonly #wasm: CursorFunctions;
  readonly #tree: number;

  constructor(wasm: CursorFunctions, tree: Tree) {
    this.#wasm = wasm;
    this.#tree = (tree as unknown as { readonly 0: number })[0];
    wasm._ts_tree_root_node_wasm(this.#tree);
    wasm._ts_tree_cursor_new_wasm(this.#tree);
  }

  close(): void {
    this.#wasm._ts_tree_cursor_delete_wasm(this.#tree);
  }

  toFirstChild(): boolean {
    return this.#wasm._ts_tree_cursor_goto_first_child_wasm(this.#tree) === 1;
  }

  toNextSibling(): boolean {
    return this.#wasm._ts_tree_cursor_goto_next_sibling_wasm(this.#tree) === 1;
  }

  toParent(): boolean {
    return this.#wasm._ts_tree_cursor_goto_parent_wasm(this.#tree) === 1;
  }

  /** The grammar's symbol. */
  kind(): number {
    return this.#wasm._ts_tree_cursor_current_node_type_id_wasm(this.#tree);
  }

  field(): number {
    return this.#wasm._ts_tree_cursor_current_field_id_wasm(this.#tree);
  }

  /** UTF-16 offset. */
  start(): number {
    return this.#wasm._ts_tree_cursor_start_index_wasm(this.#tree);
  }

  /** UTF-16 offset, exclusive. */
  end(): number {
    return this.#wasm._ts_tree_cursor_end_index_wasm(this.#tree);
  }

  isMissing(): boolean {
    return this.#wasm._ts_tree_cursor_current_node_is_missing_wasm(this.#tree) === 1;
  }
}
