/** All helpers a template may use, beside Handlebars' own `if`, `unless`, `each` and `with`. */
import { breakablePath } from '../html/breakable-path.ts';
import { codeWords } from '../html/code-words.ts';
import { codeCell, codeSpan, escapeMarkdown, fence, image, link } from '../markdown/escape-markdown.ts';

export const BLOCK_HELPERS = ['if', 'unless', 'each', 'with'] as const;

export const VALUE_HELPERS = {
  /** `(eq a "b")`: whether two values are the same. */
  eq: (a: unknown, b: unknown) => a === b,
  /** `{{mdText value}}`: escaped for Markdown. Every `{{value}}` in a Markdown template goes through it by itself. */
  mdText: (value: unknown) => escapeMarkdown(textOf(value)),
  /** `{{mdCode value}}`: a code span of Markdown, whatever stands in it. */
  mdCode: (value: unknown) => codeSpan(textOf(value)),
  /** `{{mdCell value}}`: the same inside a table. */
  mdCell: (value: unknown) => codeCell(textOf(value)),
  /** `{{mdLink words address}}`: a link of Markdown; the words alone where the address is no web address. */
  mdLink: (words: unknown, address: unknown) => link(textOf(words), textOf(address)),
  /** `{{mdImage words address}}`: a picture, and what it shows in words; the words alone where the address is no web address. */
  mdImage: (words: unknown, address: unknown) => image(textOf(words), textOf(address)),
  /** `{{mdFence "mermaid" value}}`: a block of code of Markdown, whatever stands in it. */
  mdFence: (language: unknown, value: unknown) => fence(textOf(language), textOf(value)),
  /** `{{htmlText value}}`: escaped for HTML, as every `{{value}}` in an HTML template is, and names between backticks are code. */
  htmlText: (value: unknown) => asHtml(codeWords(textOf(value))),
  /** `{{htmlPath value}}`: escaped for HTML, and in a narrow column broken after a slash rather than within a name. */
  htmlPath: (value: unknown) => asHtml(breakablePath(textOf(value))),
} as const;

export type ValueHelper = keyof typeof VALUE_HELPERS;

export function isValueHelper(name: string): name is ValueHelper {
  return Object.hasOwn(VALUE_HELPERS, name);
}

export function isBlockHelper(name: string): boolean {
  return BLOCK_HELPERS.some((helper) => helper === name);
}

/** As Handlebars knows what is escaped already. */
function asHtml(html: string) {
  return { toHTML: () => html, toString: () => html };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
