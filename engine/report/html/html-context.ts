import * as z from 'zod';
import { reportViewSchema } from '../report-view.ts';

/** What the HTML templates see: the report, and what the page is made with. */
export const htmlContextSchema = reportViewSchema.extend({
  assets: z.object({
    style: z.string().describe('html/report.css'),
    script: z.string().describe('html/report.js'),
    policy: z.string().describe('Content security policy that allows these two and nothing else'),
  }),
});
