import { peoplesText } from '../events/payload-parts.ts';

/** What may be asked for in a comment. Nothing of it changes the configuration. */
export type Command =
  | { readonly kind: 'review' | 'full' | 'pause' | 'resume' | 'help' }
  | { readonly kind: 'explain'; readonly rule: string }
  | {
      readonly kind: 'ignore' | 'dispute';
      /** 7 to 32 hex digits: a fingerprint or its beginning. */
      readonly fingerprint: string;
      readonly reason: string;
    };

export type CommandName = Command['kind'];

/** Each command with how it is written and what it does, for people. */
export const COMMANDS = {
  review: { write: '/plumbline review', does: 'Reviews the change again, even where the review was skipped' },
  full: { write: '/plumbline full', does: 'Reviews every file, not only the change' },
  explain: { write: '/plumbline explain RULE', does: 'Says what a rule is about' },
  ignore: {
    write: '/plumbline ignore FINGERPRINT reason…',
    does: 'Leaves a finding out of this pull request',
  },
  dispute: { write: '/plumbline dispute FINGERPRINT reason…', does: 'Says that a finding is wrong' },
  pause: { write: '/plumbline pause', does: 'Stops reviewing this pull request' },
  resume: { write: '/plumbline resume', does: 'Goes on reviewing it' },
  help: { write: '/plumbline help', does: 'Shows this list' },
} as const satisfies Record<CommandName, { readonly write: string; readonly does: string }>;

/** Why a line is no command. `name`: which one was probably meant. */
export interface Mistake {
  readonly kind: 'unknown' | 'no-rule' | 'no-fingerprint' | 'no-reason' | 'too-much';
  /** The command it is about; of `unknown` there is none. */
  readonly name?: CommandName;
  /** Of `unknown`: what was written. */
  readonly word?: string;
}

/** A rule's id, as `RULE_PATTERN` has it, but for one rule. */
const RULE = /^[A-Za-z0-9_./@-]{1,200}$/;
/** As git abbreviates commits; a report shows all 32. */
const FINGERPRINT = /^[0-9a-f]{7,32}$/;
/** As much as the configuration allows a reason. */
const LONGEST_REASON = 500;
const LONGEST_WORD = 40;

/**
 * Reads a comment's first line. Each argument is on an allow-list: a rule's id, hex digits, or a reason, which is only ever shown
 * as text.
 */
export function parseCommand(
  line: string,
): { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly mistake: Mistake } {
  const [, rest = ''] = /^\s*\/plumbline(?:\s+([^]*))?$/i.exec(line) ?? [];
  const words = rest.trim().split(/\s+/).filter(Boolean);
  const [verb = 'help', first, ...others] = words;
  const name = verb.toLowerCase();
  if (!isCommandName(name)) return mistaken({ kind: 'unknown', word: peoplesText(verb, LONGEST_WORD) });
  switch (name) {
    case 'review':
    case 'full':
    case 'pause':
    case 'resume':
    case 'help':
      return first === undefined ? understood({ kind: name }) : mistaken({ kind: 'too-much', name });
    case 'explain': {
      const rule = bare(first);
      if (!RULE.test(rule)) return mistaken({ kind: 'no-rule', name });
      return others.length === 0 ? understood({ kind: name, rule }) : mistaken({ kind: 'too-much', name });
    }
    case 'ignore':
    case 'dispute': {
      const fingerprint = bare(first).toLowerCase();
      if (!FINGERPRINT.test(fingerprint)) return mistaken({ kind: 'no-fingerprint', name });
      const reason = peoplesText(others.join(' '), LONGEST_REASON);
      // A reason of signs alone says nothing.
      if (!/[\p{L}\p{N}]/u.test(reason)) return mistaken({ kind: 'no-reason', name });
      return understood({ kind: name, fingerprint, reason });
    }
  }
}

function understood(command: Command) {
  return { ok: true, command } as const;
}

function mistaken(mistake: Mistake) {
  return { ok: false, mistake } as const;
}

function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

/** People copy a fingerprint with the signs that make it code. */
function bare(word = ''): string {
  return word.replace(/^`+/, '').replace(/`+$/, '');
}
