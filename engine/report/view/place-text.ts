/** Places and terms in words. */
import type { AppliedSuppression, Place } from '../../findings/finding.ts';
import { formatDate } from './format.ts';
import { SUPPRESSION_SOURCES } from './words.ts';

/** "src/app.ts:12", or words where there is no line or no path. */
export function placeText(place: Place): string {
  if (place.path === '') return 'whole repository';
  return place.range === undefined ? place.path : `${place.path}:${place.range.startLine}`;
}

/** "until 31 January 2027, by Mira Holm, in .plumbline.yml:22". */
export function suppressionTerms(given: {
  until?: string | undefined;
  by?: string | undefined;
  place: Place;
  source: AppliedSuppression['source'];
}): string {
  const written = SUPPRESSION_SOURCES[given.source];
  const where = given.source === 'command' ? 'this pull request' : placeText(given.place);
  return `${untilBy(given)}, ${written} in ${where}`;
}

/** "until 31 January 2027, by Mira Holm". */
export function untilBy({ until, by }: { until?: string | undefined; by?: string | undefined }): string {
  const end = until === undefined ? 'without an end' : `until ${formatDate(until)}`;
  return by === undefined ? end : `${end}, by ${by}`;
}
