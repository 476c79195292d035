import type { Finding, Rule } from '../../findings/finding.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import type { Templates } from '../templates/load-templates.ts';
import { count, formatMinutes, shortCommit } from '../view/format.ts';
import { QUALITY_NAMES, SEVERITY_NAMES } from '../view/words.ts';
import type { AnswerView } from './answer-view.ts';
import { wellFormed } from './well-formed.ts';

/** What names a finding to people. */
export type NamedFinding = Pick<Finding, 'ruleId' | 'path' | 'range' | 'fingerprint'>;

/** What a command in a comment, or a button of a check, is answered with. */
export type Answer =
  | { readonly kind: 'review'; readonly commit: string; readonly wholeTree: boolean }
  | {
      readonly kind: 'explanation';
      readonly rule: Rule;
      readonly examples: AnswerView['examples'];
      readonly standing?: string | undefined;
      readonly acceptance?: string | undefined;
    }
  | { readonly kind: 'ignored'; readonly finding: NamedFinding; readonly person: string; readonly reason: string }
  | {
      readonly kind: 'disputed';
      readonly finding: NamedFinding;
      readonly person: string;
      readonly reason: string;
      readonly standing?: string | undefined;
      readonly acceptance?: string | undefined;
    }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed'; readonly commit?: string | undefined }
  | { readonly kind: 'help'; readonly reason?: string; readonly commands: AnswerView['commands'] }
  | {
      readonly kind: 'refused';
      /** A sentence. */
      readonly reason: string;
      readonly suggestion?: string | undefined;
      readonly choices?: readonly NamedFinding[];
      readonly usage?: string | undefined;
    }
  | {
      readonly kind: 'fixed';
      readonly commit: string;
      readonly person: string;
      readonly fixes: number;
      /** Fixes that were not made, as they are in each other's way or too many. */
      readonly left: number;
      /** Fixes that were not made, as their files would become others. */
      readonly notUtf8?: number;
      readonly files: readonly { readonly path: string; readonly rules: readonly string[] }[];
    }
  /** A sentence or two: why, and what to do. */
  | { readonly kind: 'not-fixed'; readonly reason: string }
  | { readonly kind: 'booking'; readonly person: string; readonly bookingUrl: string };

/** Findings shown where a command could mean several, and files of a commit. */
const MOST_SHOWN = 20;

/** The answer as Markdown for a comment on a pull request. Foreign text in it neither formats nor calls anybody. */
export function answerText(answer: Answer, { templates }: { readonly templates: Templates }): string {
  const view: AnswerView = { ...NOTHING, ...viewOf(answer), kind: answer.kind };
  return wellFormed(tidyMarkdown(templates.render('github/answer', view))).trim();
}

function viewOf(answer: Answer): Partial<AnswerView> {
  switch (answer.kind) {
    case 'review':
      return { commit: shortCommit(answer.commit), wholeTree: answer.wholeTree };
    case 'explanation':
      return explained(answer);
    case 'ignored':
      return { ...named(answer.finding), person: answer.person, reason: answer.reason };
    case 'disputed': {
      const { finding, person, reason, standing = '', acceptance = '' } = answer;
      return { ...named(finding), person, reason, standing, acceptance };
    }
    case 'paused':
      return {};
    case 'resumed':
      return { commit: answer.commit === undefined ? '' : shortCommit(answer.commit) };
    case 'help':
      return { reason: answer.reason ?? '', commands: answer.commands };
    case 'refused': {
      const { reason, suggestion = '', usage = '', choices = [] } = answer;
      return { reason, suggestion, usage, choices: choices.slice(0, MOST_SHOWN).map(named) };
    }
    case 'fixed':
      return fixed(answer);
    case 'not-fixed':
      return { reason: answer.reason };
    case 'booking':
      return { person: answer.person, bookingUrl: answer.bookingUrl };
  }
}

function explained({ rule, examples, standing = '', acceptance = '' }: Extract<Answer, { kind: 'explanation' }>) {
  const { id, title, description, severity, quality, minutes, cwe = [], helpUri = '' } = rule;
  return {
    ruleId: id,
    title,
    description,
    severity: SEVERITY_NAMES[severity],
    quality: QUALITY_NAMES[quality].toLowerCase(),
    effort: formatMinutes(minutes),
    cwe: [...cwe],
    examples,
    helpUri,
    standing,
    acceptance,
  };
}

function fixed(answer: Extract<Answer, { kind: 'fixed' }>): Partial<AnswerView> {
  const { commit, person, fixes, left, notUtf8 = 0, files } = answer;
  const its = notUtf8 === 1 ? 'its file is' : 'their files are';
  const notMade = [
    ...(left > 0 ? [`${count(left, 'fix', 'fixes')} left for another time, as they touch the same lines`] : []),
    ...(notUtf8 > 0 ? [`${count(notUtf8, 'fix', 'fixes')} not made, as ${its} not UTF-8`] : []),
  ];
  return {
    commit,
    person,
    amount: count(fixes, 'fix', 'fixes'),
    left: notMade.join('; '),
    files: files.slice(0, MOST_SHOWN).map(({ path, rules }) => ({ path, rules: rules.join(', ') })),
  };
}

function named({ ruleId, path, range, fingerprint }: NamedFinding) {
  const place = path === '' ? 'the whole repository' : range ? `${path}:${range.startLine}` : path;
  return { ruleId, place, fingerprint };
}

const NOTHING = {
  person: '',
  commit: '',
  wholeTree: false,
  ruleId: '',
  title: '',
  description: '',
  severity: '',
  quality: '',
  effort: '',
  cwe: [],
  examples: [],
  helpUri: '',
  standing: '',
  acceptance: '',
  fingerprint: '',
  place: '',
  reason: '',
  suggestion: '',
  choices: [],
  usage: '',
  commands: [],
  amount: '',
  left: '',
  files: [],
  bookingUrl: '',
} satisfies Omit<AnswerView, 'kind'>;
