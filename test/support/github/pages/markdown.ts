import { raw } from 'hono/html';
import { rehypeGithubAlerts } from 'rehype-github-alerts';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** Cleaned by the list that GitHub keeps; alerts are made afterwards, of what is left. */
function pipeline({ breaks }: { breaks: boolean }) {
  return unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(breaks ? [remarkBreaks] : [])
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, defaultSchema)
    .use(rehypeGithubAlerts, {})
    .use(rehypeStringify);
}

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
