import type * as z from 'zod';
import { annotationView } from '../github/annotation-view.ts';
import { answerView } from '../github/answer-view.ts';
import { checkViewSchema } from '../github/check-view.ts';
import { projectCheckView } from '../github/project-view.ts';
import { suggestionsView, suggestionView } from '../github/suggestion-view.ts';
import { statusView } from '../github/status-view.ts';
import { reportViewSchema } from '../report-view.ts';
import { htmlContextSchema } from '../html/html-context.ts';

/** What is rendered as a whole; all the other templates are partials of these. */
export const ENTRIES = {
  'html/report': { schema: htmlContextSchema, writes: 'html' },
  'markdown/report': { schema: reportViewSchema, writes: 'markdown' },
  'github/check-summary': { schema: checkViewSchema, writes: 'markdown' },
  'github/check-text': { schema: checkViewSchema, writes: 'markdown' },
  'github/check-project': { schema: projectCheckView, writes: 'markdown' },
  'github/check-status': { schema: statusView, writes: 'markdown' },
  'github/comment': { schema: checkViewSchema, writes: 'markdown' },
  'github/suggestion': { schema: suggestionView, writes: 'markdown' },
  'github/suggestions': { schema: suggestionsView, writes: 'markdown' },
  'github/answer': { schema: answerView, writes: 'markdown' },
  'github/annotation': { schema: annotationView, writes: 'text' },
} as const satisfies Record<string, { schema: z.ZodType; writes: Escaping }>;
export type TemplateEntry = keyof typeof ENTRIES;

/** How a value is escaped; plain text is not. */
export type Escaping = 'html' | 'markdown' | 'text';

/** Whose parts an entry may take in: those of what it writes. */
const PARTS = {
  html: ['html/'],
  markdown: ['markdown/', 'github/'],
  text: [],
} as const satisfies Record<Escaping, readonly string[]>;

export function isPartOf(writes: Escaping, name: string): boolean {
  return PARTS[writes].some((folder) => name.startsWith(folder));
}

export function isEntry(writes: Escaping, name: string): boolean {
  return Object.hasOwn(ENTRIES, name) && ENTRIES[name as TemplateEntry].writes === writes;
}
