import type { Element, ElementContent, Root } from 'hast';
import { raw } from 'hono/html';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const COMMENT = pipeline({ breaks: true });
const DOCUMENT = pipeline({ breaks: false });

/** A comment: a line end is one on the page, too. */
export function renderComment(markdown: string) {
  return raw(String(COMMENT.processSync(markdown)));
}

/** The summary or the text of a check run. */
export function renderDocument(markdown: string) {
  return raw(String(DOCUMENT.processSync(markdown)));
}

/** Cleaned by the list that GitHub keeps; alerts are made afterwards, of what is left. */
function pipeline({ breaks }: { breaks: boolean }) {
  return unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(breaks ? [remarkBreaks] : [])
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, defaultSchema)
    .use(() => makeAlerts)
    .use(rehypeStringify);
}

const ALERTS = ['Note', 'Tip', 'Important', 'Warning', 'Caution'] as const;

/** A quotation that begins with a line `[!WARNING]` is an alert; only one that stands in no other block, as on GitHub. */
function makeAlerts(tree: Root): void {
  for (const node of tree.children) {
    if (node.type !== 'element' || node.tagName !== 'blockquote') continue;
    const paragraph = node.children.find((child) => child.type === 'element');
    const text = paragraph?.tagName === 'p' ? paragraph.children[0] : undefined;
    if (!paragraph || text?.type !== 'text') continue;
    const found = /^\[!(\w+)\][ \t]*(?=\n|$)/.exec(text.value);
    const name = ALERTS.find((one) => one.toUpperCase() === found?.[1]?.toUpperCase());
    if (!found || name === undefined) continue;
    const after = paragraph.children[1];
    if (after?.type === 'element' && after.tagName === 'br') paragraph.children.splice(1, 1);
    text.value = text.value.slice(found[0].length).trimStart();
    becomeAlert(node, name);
  }
}

function becomeAlert(quotation: Element, name: (typeof ALERTS)[number]): void {
  const title: ElementContent = {
    type: 'element',
    tagName: 'p',
    properties: { className: ['alert-title'] },
    children: [{ type: 'text', value: name }],
  };
  quotation.tagName = 'div';
  quotation.properties = { className: ['alert', `alert-${name.toLowerCase()}`] };
  quotation.children.unshift(title);
}
