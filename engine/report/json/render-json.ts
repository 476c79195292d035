import type { ReviewResult } from '../../review-result.ts';
import { REPORT_SCHEMA_ID, REPORT_VERSION, reportSchema } from './report-schema.ts';
import { toJson } from './to-json.ts';

/**
 * The whole review as JSON, fixed findings included (`state`). Keys stand in the order of the published schema, so the
 * same review gives the same bytes. Throws where a result does not fit the schema: that is a mistake of ours.
 */
export function renderJson(result: ReviewResult): string {
  const { duplication } = result;
  const report = reportSchema.parse({
    $schema: REPORT_SCHEMA_ID,
    version: REPORT_VERSION,
    ...result,
    ...(duplication && { duplication: { ...duplication, byFile: sortKeys(duplication.byFile) } }),
  });
  return toJson(report);
}

function sortKeys(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
