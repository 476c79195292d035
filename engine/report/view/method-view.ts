/** How the report was made: for whoever wants to trace a number. */
import type { ReviewResult } from '../../review-result.ts';
import type { ReportView } from '../report-view.ts';
import { COVERAGE_LIMITS, DUPLICATION_LIMITS, MAINTAINABILITY_LIMITS, RATING_OF_SEVERITY } from '../../verdict/rate.ts';
import { SEVERITIES } from '../../findings/finding.ts';
import { MOST_EXCERPTS, MOST_FINDINGS } from './findings-view.ts';
import { formatNumber, formatShare } from './format.ts';

export function methodView({ subject, duplication, configuration }: ReviewResult): ReportView['method'] {
  const tokens = duplication === undefined ? '' : ` of at least ${formatNumber(duplication.minTokens)} tokens`;
  return [
    {
      title: 'How it was measured',
      paragraphs: [
        'Every file was read as it is stored and parsed with the grammar of its language. No code of the repository was run.',
        'The same input gives the same report, byte for byte. ' +
          `Configuration: ${configuration.source}.` +
          (subject.base === undefined
            ? ''
            : ' It and suppressions are read from the base: a change cannot exempt itself.'),
      ],
    },
    {
      title: 'New, existing, moved, fixed',
      paragraphs: [
        'A finding is recognised by its rule, the code it is about and what surrounds it, not by its line number. Findings of the ' +
          'head are compared with those of the merge base: one that was not there is new; one that was there is existing, or ' +
          'moved if its place changed; one that is gone is fixed.',
      ],
    },
    {
      title: 'Ratings and debt',
      paragraphs: [
        'A is very good, E very poor; what was not measured has no rating. Reliability and security are rated by their most severe ' +
          `open finding: ${SEVERITIES.map((severity) => `${severity} ${RATING_OF_SEVERITY[severity]}`).join(', ')}; without any, A.`,
        `Maintainability is rated by the debt ratio (${steps(MAINTAINABILITY_LIMITS, 'up to')}), duplication by the share of duplicated ` +
          `lines (${steps(DUPLICATION_LIMITS, 'below')}), coverage by the share of covered lines (${steps(COVERAGE_LIMITS, 'from')}).`,
        'Technical debt is the time that fixing all open findings usually takes, as each rule estimates it; the debt ratio compares ' +
          'it with the time to write the same code. Both are for comparison: they are not a quote for the work.',
      ],
    },
    {
      title: 'Complexity, hot spots, duplication',
      paragraphs: [
        'Cyclomatic complexity counts the independent paths through a function; cognitive complexity counts what makes its control ' +
          'flow hard to follow, and nested code counts for more.',
        'A hot spot’s score is the product of two ranks from 0 to 1, among the files that keep changing: how complex the file is, and ' +
          'how often it changed.',
        `Duplicates are runs${tokens} that occur in more than one place.`,
      ],
    },
    {
      title: 'Limits',
      paragraphs: [
        'Static analysis finds patterns, not intentions: a finding can be wrong, and the absence of findings proves nothing. What was ' +
          'not looked at is listed; this report says nothing about it.',
        `Lists that say “showing N of M” are cut. The report holds at most ${formatNumber(MOST_FINDINGS)} findings, ` +
          `${formatNumber(MOST_EXCERPTS)} of them with their code; the JSON and SARIF formats hold them all.`,
      ],
    },
  ];
}

/** "A up to 5 %, B up to 10 %, …, else E". */
function steps(limits: Readonly<Record<'A' | 'B' | 'C' | 'D', number>>, word: string): string {
  const named = (['A', 'B', 'C', 'D'] as const).map((letter) => `${letter} ${word} ${formatShare(limits[letter])}`);
  return `${named.join(', ')}, else E`;
}
