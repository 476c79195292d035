/** What hygiene looked at. */
export interface HygieneResult {
  /** Paths whose names, kinds and sizes were checked. */
  readonly filesChecked: number;
  /** Files whose content was read, for merge markers and line ends. */
  readonly filesRead: number;
  /** Of the whole tree; absent in a review of a change. */
  readonly repository?: { readonly licence: boolean; readonly readme: boolean; readonly tests: boolean };
  /** Of the files that people have to read; absent without a base. */
  readonly change?: ChangeSize;
}

export interface ChangeSize {
  readonly files: number;
  /** Added and removed lines. */
  readonly lines: number;
}
