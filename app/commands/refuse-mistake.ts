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
      const reason = `There is no command of the name ${word}.`;
      return { kind: 'refused', reason, suggestion, usage: COMMANDS.help.write };
    }
    case 'no-rule':
      return { kind: 'refused', reason: 'Which rule? Its name stands with each finding.', usage };
    case 'no-fingerprint':
      return {
        kind: 'refused',
        reason: 'Which finding? Its fingerprint stands with it: 32 digits, of which the first 7 will do.',
        usage,
      };
    case 'no-reason':
      return { kind: 'refused', reason: 'Why? Without a reason it does not count.', usage };
    case 'too-much':
      return { kind: 'refused', reason: 'That is more than the command takes.', usage };
  }
}
