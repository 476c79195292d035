import type { NotLookedAt } from '../../engine/analyzers/analyzer.ts';
import { cutLine } from '../../engine/report/github/cut-text.ts';
import { MOST_HANDED_OVER, type MeasuredFile, type MissingReport } from './measurements.ts';

/** Of many files, so many are named. Ours. */
const MOST_NAMED = 3;
/** Characters of what is missing. Ours. */
const MOST_WORDS = 300;

/** Those of a kind together. */
export function missingReports(
  why: MissingReport['why'],
  files: readonly Pick<MeasuredFile, 'kind' | 'name'>[],
): MissingReport[] {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const names = files.filter((file) => file.kind === kind).map(({ name }) => name);
    return { kind, name: severalNames(names), why };
  });
}

/** In a line, whatever they are. */
export function severalNames(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).join(', ');
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${cutLine(named, MOST_WORDS)} and ${rest} more` : cutLine(named, MOST_WORDS);
}

const DETAILS = {
  'not-made': 'A job was to hand it over, and found no such file.',
  'other-commit': 'It was measured on another commit, where these files are others. Let the job check out the head.',
  'too-much': `This is more than a job hands over: ${MOST_HANDED_OVER}.`,
} as const satisfies Record<MissingReport['why'], string>;

/** How a review that was to take it lists it. The words are ours: a stranger's job may have chosen the name. */
export function notHandedOver({ kind, name, why }: MissingReport): NotLookedAt {
  const reason = why === 'too-much' ? 'limit' : 'bad-input';
  // Tests that ran elsewhere are results all the same.
  const whose = kind === 'tests' && why === 'other-commit' ? {} : { analyzer: kind };
  return { subject: `measurements: ${name}`, ...whose, reason, detail: DETAILS[why] };
}
