/** What a metavariable stands for: a stretch of the file. Offsets are UTF-16, `end` exclusive. */
export interface Binding {
  readonly start: number;
  readonly end: number;
  /** Its text; for a metavariable within a string, the string's content. */
  readonly text: string;
  /** The value the text is known to have (constant propagation), if any. */
  readonly constant?: string | number | boolean;
}

/** A range of a file that a formula found. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** By metavariable, named with its `$` (`$X`, `$...ARGS`, `$1` for a regular expression's group). */
  readonly bindings: ReadonlyMap<string, Binding>;
  /** From the source to the sink, for taint. */
  readonly trace?: readonly TraceStep[];
}

export interface TraceStep {
  readonly start: number;
  readonly end: number;
  readonly role: 'source' | 'step' | 'sink';
}
