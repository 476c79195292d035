export type Ecosystem = 'npm' | 'PyPI' | 'Go' | 'Maven' | 'RubyGems' | 'Packagist' | 'crates.io';

export interface Dependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  /** The lock file that names it, and the line where. */
  readonly path: string;
  readonly line: number;
  readonly direct?: boolean;
  readonly development?: boolean;
  /** SPDX expression, where the lock file tells. */
  readonly licence?: string;
}

export interface Vulnerability {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
  /** CVSS base score, 0 to 10, where known. */
  readonly score?: number;
  readonly fixedIn?: string;
  readonly dependency: Dependency;
}

export interface DependencyResult {
  readonly lockFiles: readonly { readonly path: string; readonly format: string; readonly dependencies: number }[];
  readonly total: number;
  readonly direct: number;
  /** Against the base: absent without one. */
  readonly added?: readonly Dependency[];
  readonly removed?: readonly Dependency[];
  readonly changed?: readonly { readonly from: Dependency; readonly to: Dependency }[];
  readonly vulnerabilities: readonly Vulnerability[];
  /** `looked-at` only when every package was asked about and answered. */
  readonly vulnerabilityStatus: 'looked-at' | 'partly' | 'not-looked-at';
  readonly licences: readonly { readonly licence: string; readonly count: number }[];
}
