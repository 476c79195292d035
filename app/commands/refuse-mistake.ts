import { closest } from '../../engine/config/closest.ts';
import type { Answer } from '../../engine/report/github/answer-text.ts';
import { COMMANDS, type Mistake } from './parse-command.ts';

/** What to say to a line that is no command: what is wrong with it, and how it is written. */
export function refuseMistake({ kind, name, word = '' }: Mistake): Answer {
  const usage = name && COMMANDS[name].write;
  switch (kind) {
    case 'unknown': {
      const meant = closest(word, Object.keys(COMMANDS));
      const suggestion = meant && `/plumbline ${meant}`;
      const reason = `There is no command “${word}”: \`${COMMANDS.help.write}\` lists them all.`;
      return { kind: 'refused', reason, suggestion };
    }
    case 'no-rule':
      return { kind: 'refused', reason: 'Which rule? Each finding shows its name.', usage };
    case 'no-fingerprint':
      return {
        kind: 'refused',
        reason: 'Which finding? Each shows its fingerprint: 32 digits, of which the first 7 are enough.',
        usage,
      };
    case 'no-reason':
      return { kind: 'refused', reason: 'Why? Without a reason it does not count.', usage };
    case 'too-much':
      return { kind: 'refused', reason: 'That is more than the command takes.', usage };
  }
}
