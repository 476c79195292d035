import { hash } from 'node:crypto';

/** What a finding's identity is made of. Neither the path nor a line number is. */
export interface FingerprintParts {
  readonly ruleId: string;
  readonly anchor: string;
  /** Names of what is around it, outermost first. */
  readonly scopes: readonly string[];
  /** 0 for the first of several equal ones in the file. */
  readonly ordinal: number;
}

/** 32 hex digits (128 bits) of SHA-256: enough that two of a billion findings do not meet. */
export function fingerprintOf(parts: FingerprintParts): string {
  return hash('sha256', JSON.stringify([parts.ruleId, parts.anchor, parts.scopes, parts.ordinal])).slice(0, 32);
}
