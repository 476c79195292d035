/** Templates leave blank lines where a part is missing: Markdown needs one, not three. */
export function tidyMarkdown(text: string): string {
  return `${text
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
