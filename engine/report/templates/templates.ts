import type { TemplateEntry } from './template-entries.ts';

/** Templates to render with, and the plain files (styles, script, Typst) that stand beside them. */
export interface Templates {
  /** Renders an entry template such as `html/report` with a context of its schema. */
  render(name: TemplateEntry, context: object): string;
  /** Text of a file such as `html/report.css`. */
  file(name: string): string;
}
