import { MAX_ACTIONS } from '../limits.ts';

/** A button on a check run. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: CheckActionIdentifier;
}

/** What `check_run.requested_action` names when a button is pressed. */
export const CHECK_ACTION_IDENTIFIERS = ['fix', 're-review', 'ask'] as const;
export type CheckActionIdentifier = (typeof CHECK_ACTION_IDENTIFIERS)[number];

const ACTIONS = {
  fix: { label: 'Fix this', description: 'Commits the safe fixes to this branch', identifier: 'fix' },
  're-review': {
    label: 'Re-review everything',
    description: 'Looks at every file, not only the change',
    identifier: 're-review',
  },
  ask: { label: 'Ask the consultant', description: 'Answers with times for a talk', identifier: 'ask' },
} as const satisfies Record<CheckActionIdentifier, CheckAction>;

/** The buttons of a finished check, where they work: to mend only where a safe fix can be committed, to ask only where somebody can be booked. */
export function checkActions(given: {
  readonly safeFixes: number;
  readonly canReview: boolean;
  readonly canBook: boolean;
}): readonly CheckAction[] {
  return [
    ...(given.safeFixes > 0 ? [ACTIONS.fix] : []),
    ...(given.canReview ? [ACTIONS['re-review']] : []),
    ...(given.canBook ? [ACTIONS.ask] : []),
  ].slice(0, MAX_ACTIONS);
}
