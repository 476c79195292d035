import { annotate, type AnnotateOptions } from '../engine/report/github/annotate.ts';
import type { Annotation } from '../engine/report/github/annotation.ts';
import { showing } from '../engine/report/view/format.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import { annotationCommand, type AnnotationKind } from './workflow-commands.ts';

/**
 * Annotations of each kind that one step may have; more are dropped by the runner, without a word.
 * Source: github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
 */
export const ANNOTATIONS_OF_A_KIND = 10;

const KINDS = { failure: 'error', warning: 'warning', notice: 'notice' } as const satisfies Record<
  Annotation['annotation_level'],
  AnnotationKind
>;

/** Places that are left for what the Action itself has to say: at the end, or of the App, of measurements, of permissions and programs it lacks. */
const OWN = { failure: 1, warning: 4, notice: 6 } as const satisfies Record<keyof typeof KINDS, number>;
const LEVELS = ['failure', 'warning', 'notice'] as const;

/**
 * Findings as annotations of the run, for where no check can be shown: the gravest of each kind, and where there are more,
 * how many are shown.
 */
export function annotateRun(result: ReviewResult, options: AnnotateOptions): string {
  const { annotations, total } = annotate(result, options);
  const shown = LEVELS.flatMap((level) =>
    annotations
      .filter(({ annotation_level }) => annotation_level === level)
      .slice(0, ANNOTATIONS_OF_A_KIND - OWN[level]),
  );
  const words = showing(shown.length, total);
  const rest =
    words === '' ? '' : annotationCommand('notice', `Findings beside the code: ${words}. The summary has more.`);
  return shown.map(commandOf).join('') + rest;
}

function commandOf(annotation: Annotation): string {
  const { path, start_line, end_line, start_column, end_column, message, title } = annotation;
  return annotationCommand(KINDS[annotation.annotation_level], message, {
    file: path,
    line: start_line,
    endLine: end_line,
    ...(start_column !== undefined && { col: start_column }),
    ...(end_column !== undefined && { endColumn: end_column }),
    ...(title !== undefined && { title }),
  });
}
