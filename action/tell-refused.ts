import type { CompletionOutcome } from '../github/publish/complete-check.ts';
import type { ActionState } from './action-state.ts';
import { isCheckShown } from './carry-check.ts';
import type { Subject } from './read-event.ts';
import { annotationCommand, logLine } from './workflow-commands.ts';

/** GitHub's words where a token lacks a permission. Other refusals are of what no permission mends, such as an archive. */
const LACKS_PERMISSION = /\bresource not accessible\b/i;

export interface Refused {
  /** What is not shown, and GitHub's words. */
  readonly words: string;
  /** That showing it takes, as a workflow names it: `checks`. */
  readonly permission: string;
}

/**
 * Tells what GitHub does not take. Where a permission is missing, a notice names it, unless nobody can give it: a fork's pull
 * request is reviewed so on purpose.
 */
export function tellRefused({ write }: ActionState, { readsOnly }: Subject, { words, permission }: Refused): void {
  const advice = permissionAdvice(words, permission);
  write(readsOnly || advice === '' ? logLine(words) : annotationCommand('notice', `${words}${advice}`));
}

/** Tells where the check is not shown as it was meant to be. */
export function tellOfCheck(state: ActionState, subject: Subject, outcome: CompletionOutcome): void {
  if (outcome.kind === 'not-shown') {
    tellRefused(state, subject, { words: `No check can be shown: ${outcome.reason}`, permission: 'checks' });
  } else if (!isCheckShown(outcome)) {
    const words = 'A commit status stands in for the check. Give the job the permission `checks: write` for the check.';
    state.write(annotationCommand('notice', words));
  }
}

/** What to do about a refusal in those words, as a sentence after them; empty where no permission is missing. */
export function permissionAdvice(words: string, permission: string): string {
  return LACKS_PERMISSION.test(words) ? `. Give the job the permission \`${permission}: write\`.` : '';
}
