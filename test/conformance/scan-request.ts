/** What the conformance run asks of a process of its own, and what that answers. */
export interface ScanRequest {
  /** The text of a rule file. */
  readonly rules: string;
  readonly targets: readonly { readonly name: string; readonly text: string }[];
}

export interface ScanAnswer {
  /** All rules of the file were read and none of their patterns was refused. */
  readonly loaded: boolean;
  /** For each target the 1-based lines on which a match starts. */
  readonly lines: readonly (readonly number[])[];
  /** Each target as the rules' fixes leave it. */
  readonly fixed: readonly string[];
  readonly errors: readonly string[];
}
