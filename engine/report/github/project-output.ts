import type { ReviewResult } from '../../review-result.ts';
import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import type { ReportView } from '../report-view.ts';
import type { Templates } from '../templates/load-templates.ts';
import { gatesView } from '../view/gates-view.ts';
import { CONCLUSION_WORDS } from '../view/words.ts';
import type { CheckOutput } from './check-output.ts';
import { cutLine } from './cut-text.ts';
import { MAX_OUTPUT_BYTES, MAX_TITLE_LENGTH } from './limits.ts';
import type { ProjectCheckView } from './project-view.ts';
import { statusOutput } from './status-output.ts';
import { wellFormed } from './well-formed.ts';

export interface ProjectOutputOptions {
  /** As the configuration names it. */
  readonly project: string;
  readonly templates: Templates;
  readonly reportUrl?: string;
}

/** What the check of one project says. Throws where the result knows no such project. */
export function projectOutput(
  { result, view }: { readonly result: ReviewResult; readonly view: ReportView },
  { project, templates, reportUrl = '' }: ProjectOutputOptions,
): CheckOutput {
  const gate = result.gates.find((each) => each.project === project);
  if (gate === undefined) throw new Error(`The review has no project "${project}"`);
  if (gate.untouched) return statusOutput({ kind: 'untouched', project }, { templates });
  const open = gate.conditions.filter(({ condition, status }) => condition.level === 'block' && status !== 'met');
  // Missed ones decide, and come first.
  const reasons = open
    .sort((a, b) => Number(b.status === 'missed') - Number(a.status === 'missed'))
    .map(({ explanation }) => explanation);
  const [shown] = gatesView([gate], result.subject.base !== undefined);
  const check: ProjectCheckView = {
    project,
    conclusion: gate.conclusion,
    word: CONCLUSION_WORDS[gate.conclusion],
    why: reasons.length === 0 ? 'All conditions are met.' : reasons.join(' '),
    conditions: shown?.conditions ?? [],
    reportUrl,
    tool: view.subject.tool,
    head: view.subject.head,
  };
  const summary = wellFormed(tidyMarkdown(templates.render('github/check-project', check)));
  return {
    title: cutLine(wellFormed(reasons[0] ?? check.why), MAX_TITLE_LENGTH),
    summary: cutMarkdown(summary, MAX_OUTPUT_BYTES),
  };
}
