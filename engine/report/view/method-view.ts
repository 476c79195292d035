/** How the report was made: for whoever wants to trace a number. */
import type { ReviewResult } from '../../review-result.ts';
import type { ReportView } from '../report-view.ts';
import { MOST_EXCERPTS, MOST_FINDINGS } from './findings-view.ts';
import { formatNumber } from './format.ts';

export function methodView({ subject, duplication, configuration }: ReviewResult): ReportView['method'] {
  const tokens = duplication === undefined ? '' : ` of at least ${formatNumber(duplication.minTokens)} tokens`;
  return [
    {
      title: 'How it was measured',
      paragraphs: [
        'Every file was read as it is stored and parsed by the grammar of its language. No code of the repository was run.',
        'The same input gives the same report, byte for byte. Configuration and suppressions are ' +
          (subject.base === undefined
            ? `those of ${configuration.source}.`
            : 'read from the base: a change cannot exempt itself.'),
      ],
    },
    {
      title: 'New, existing, moved, fixed',
      paragraphs: [
        'A finding is known by its rule, the content of its place and what surrounds it, not by its line number. Findings of the ' +
          'head are compared with those of the merge base: what was not there is new, what was there is existing, or moved where ' +
          'its place changed, and what is gone is fixed.',
      ],
    },
    {
      title: 'Ratings and debt',
      paragraphs: [
        'Reliability and security are rated by their gravest open findings, maintainability by its debt ratio, duplication and coverage ' +
          'by their share of lines: A is very good, E very poor. What was not measured has no rating.',
        'Technical debt is the sum of the minutes an ordinary mending takes, as each rule states; the debt ratio sets it against ' +
          'the time to write the same code. Both are estimates to compare with, not invoices.',
      ],
    },
    {
      title: 'Complexity, hot spots, duplication',
      paragraphs: [
        'Cyclomatic complexity counts the independent paths through a function; cognitive complexity counts what makes its control ' +
          'flow hard to follow, nesting weighing more.',
        'A hot spot’s score is the product of two ranks from 0 to 1: how complex the file is, and how often it changed, among all files.',
        `Duplicates are runs${tokens} that occur in more than one place.`,
      ],
    },
    {
      title: 'Limits',
      paragraphs: [
        'Static analysis finds patterns, not intentions: a finding can be wrong, and the absence of findings is no proof. What was not ' +
          'looked at is listed, and nothing in this report speaks for it.',
        `Lists are cut where they say “showing N of M”. The report holds at most ${formatNumber(MOST_FINDINGS)} findings, ` +
          `${formatNumber(MOST_EXCERPTS)} of them with their code; the JSON and SARIF formats hold all.`,
      ],
    },
  ];
}
