export interface DuplicationResult {
  readonly minTokens: number;
  readonly clones: readonly CloneGroup[];
  /** Lines of code that stand in at least one clone, and all that were compared. */
  readonly duplicatedLines: number;
  readonly comparedLines: number;
  readonly filesCompared: number;
  readonly byFile: Readonly<Record<string, number>>;
}

/** The same run of tokens in two places or more. */
export interface CloneGroup {
  readonly tokens: number;
  readonly lines: number;
  readonly places: readonly { readonly path: string; readonly startLine: number; readonly endLine: number }[];
}
