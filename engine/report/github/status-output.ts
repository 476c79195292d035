import type { ConfigurationProblem } from '../../config/configuration.ts';
import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import type { Templates } from '../templates/load-templates.ts';
import { count, formatInstant, shortCommit, showing } from '../view/format.ts';
import type { CheckOutput } from './check-output.ts';
import { cutLine } from './cut-text.ts';
import { MAX_OUTPUT_BYTES, MAX_TITLE_LENGTH } from './limits.ts';
import type { StatusView } from './status-view.ts';
import { wellFormed } from './well-formed.ts';

/** What a check says that has no report: it has not ended, or there is nothing to report. */
export type CheckStatus =
  | { readonly kind: 'queued' }
  | { readonly kind: 'in-progress' }
  /** For a limit of GitHub's: it goes on by itself. */
  | { readonly kind: 'waiting'; readonly until: Date; readonly reason?: string }
  | { readonly kind: 'superseded'; readonly by: string }
  /** Superseded, too: the same commit has a later review. */
  | { readonly kind: 'reviewed-anew' }
  /** For good. `reference`: what to name when asking about it. */
  | { readonly kind: 'failed'; readonly reason: string; readonly reference?: string }
  | { readonly kind: 'untouched'; readonly project: string }
  /** On purpose: a draft, a bot, a label, a pause. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Asked for again, where only what is newer is reviewed: stands above what it said before. */
  | { readonly kind: 'not-again'; readonly reason: string }
  | { readonly kind: 'plan-lapsed'; readonly notLookedAt: readonly string[]; readonly accountUrl?: string }
  | {
      readonly kind: 'configuration-broken';
      readonly problems: readonly ConfigurationProblem[];
      /** The base commit that it was read from. */
      readonly commit: string;
    };

export interface StatusOptions {
  readonly templates: Templates;
  /** Whether somebody reads `/plumbline` commands in comments: the App does. */
  readonly canCommand?: boolean;
}

/** Problems named of a broken configuration: mending the first ones often mends the others. */
const MOST_PROBLEMS = 50;

export function statusOutput(status: CheckStatus, { templates, canCommand = false }: StatusOptions): CheckOutput {
  const view = { ...NOTHING, ...viewOf(status), kind: status.kind, canCommand };
  const summary = tidyMarkdown(templates.render('github/check-status', view));
  return {
    title: cutLine(wellFormed(titleOf(status)), MAX_TITLE_LENGTH),
    summary: cutMarkdown(wellFormed(summary), MAX_OUTPUT_BYTES),
  };
}

/** A line: it is all that a list of checks shows. */
function titleOf(status: CheckStatus): string {
  switch (status.kind) {
    case 'queued':
      return 'The review waits for its turn';
    case 'in-progress':
      return 'The review is under way';
    case 'waiting':
      return `Waiting until ${wholeMinute(status.until).toISOString().slice(11, 16)} UTC`;
    case 'superseded':
      return `Superseded by ${status.by.slice(0, 7)}`;
    case 'reviewed-anew':
      return 'Superseded: this commit is reviewed anew';
    case 'failed':
      return 'Not reviewed: the review failed';
    case 'untouched':
      return `Nothing of ${status.project} was changed`;
    case 'skipped':
      return `Not reviewed: ${status.reason}`;
    case 'not-again':
      return `Not reviewed again: ${status.reason}`;
    case 'plan-lapsed':
      return 'Reviewed in part: the plan has lapsed';
    case 'configuration-broken': {
      const [first] = status.problems;
      const where = first === undefined ? '' : ` at ${first.file}:${first.line}:${first.column}`;
      return `The configuration has ${count(status.problems.length, 'mistake')}${where}`;
    }
  }
}

function viewOf(status: CheckStatus): Partial<StatusView> {
  switch (status.kind) {
    case 'queued':
    case 'in-progress':
    case 'reviewed-anew':
      return {};
    case 'waiting':
      return { until: formatInstant(wholeMinute(status.until).toISOString()), reason: status.reason ?? '' };
    case 'superseded':
      return { commit: status.by };
    case 'failed':
      return { reason: status.reason, reference: status.reference ?? '' };
    case 'untouched':
      return { project: status.project };
    case 'skipped':
    case 'not-again':
      return { reason: status.reason };
    case 'plan-lapsed':
      return { notLookedAt: [...status.notLookedAt], accountUrl: status.accountUrl ?? '' };
    case 'configuration-broken':
      return {
        commit: shortCommit(status.commit),
        problems: status.problems.slice(0, MOST_PROBLEMS).map(({ file, line, column, message, suggestion }) => ({
          place: `${file}:${line}:${column}`,
          message,
          suggestion: suggestion ?? '',
        })),
        problemsShowing: showing(Math.min(MOST_PROBLEMS, status.problems.length), status.problems.length),
      };
  }
}

const NOTHING = {
  commit: '',
  until: '',
  reason: '',
  reference: '',
  project: '',
  notLookedAt: [],
  accountUrl: '',
  problems: [],
  problemsShowing: '',
} satisfies Partial<StatusView>;

/** Rounded up: at that minute it goes on. */
function wholeMinute(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / 60_000) * 60_000);
}
