import type { Annotation } from '../../engine/report/github/annotation.ts';
import { ANNOTATIONS_PER_REQUEST } from '../limits.ts';

/** An annotation as GitHub gives it back: it may cut the end of a long text. */
export type SentAnnotation = Pick<Annotation, 'path' | 'start_line'> & { readonly raw_details?: string | null };

/**
 * What is still to be sent, in batches in the order given. Those sent by an attempt that was cut off are recognised one by
 * one, for GitHub may have refused some between them. At least one batch, if only an empty one.
 */
export function batchAnnotations(
  planned: readonly Annotation[],
  sent: readonly SentAnnotation[],
): (readonly Annotation[])[] {
  const known = new Map<string, number>();
  for (const annotation of sent) known.set(identityOf(annotation), (known.get(identityOf(annotation)) ?? 0) + 1);
  const rest = planned.filter((annotation) => {
    const left = known.get(identityOf(annotation)) ?? 0;
    if (left > 0) known.set(identityOf(annotation), left - 1);
    return left === 0;
  });
  const batches: (readonly Annotation[])[] = [];
  for (let start = 0; start < rest.length; start += ANNOTATIONS_PER_REQUEST)
    batches.push(rest.slice(start, start + ANNOTATIONS_PER_REQUEST));
  return batches.length === 0 ? [[]] : batches;
}

/** The first line of the details tells annotations of a line apart. */
function identityOf({ path, start_line: line, raw_details: details }: SentAnnotation): string {
  return JSON.stringify([path, line, (details ?? '').split('\n', 1)[0]?.trim()]);
}
