import { escapeHtml } from './escape-html.ts';

/** Messages put names of code between backticks. */
const CODE = /`([^`\s](?:[^`]*[^`\s])?)`/g;

/** Text of foreign origin in HTML. What stands between two backticks is code; nothing else of it means anything. */
export function codeWords(text: string): string {
  let html = '';
  let end = 0;
  for (const { index, 0: whole, 1: code = '' } of text.matchAll(CODE)) {
    html += `${escapeHtml(text.slice(end, index))}<code>${escapeHtml(code)}</code>`;
    end = index + whole.length;
  }
  return html + escapeHtml(text.slice(end));
}
