import * as z from 'zod';
import { REPORT_SCHEMA_ID, reportSchema } from './report-schema.ts';

/** The JSON Schema (draft 2020-12) of what `--format json` writes. */
export function reportJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'output' });
  return { $schema, $id: REPORT_SCHEMA_ID, title: 'Plumbline report', ...schema };
}
