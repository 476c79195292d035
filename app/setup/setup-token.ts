import { randomBytes } from 'node:crypto';
import { isSameText } from '../secrets/is-same-text.ts';

/** Lets only whoever reads the log of a fresh service set it up. Of one process, gone with it, and worthless once there is an App. */
export interface SetupToken {
  readonly text: string;
  isSame(given: string | undefined): boolean;
}

export function createSetupToken(): SetupToken {
  const text = randomBytes(24).toString('base64url');
  return { text, isSame: (given) => given !== undefined && isSameText(given, text) };
}
