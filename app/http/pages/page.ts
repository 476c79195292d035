import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { PAGE_STYLE } from './page-style.ts';

/** Markup made by `html`, which escapes what is put into it. */
export type Markup = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly body: Markup;
  /** An origin that forms on this page are sent to, besides our own. */
  readonly formTarget?: string;
}

/** Verbatim: its hash is in the policy. */
const STYLE = raw(`<style>${PAGE_STYLE}</style>`);
const BRAND = raw(
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 0v8M8 16l-3-6.5 3-1.5 3 1.5z" fill="currentColor" stroke="currentColor" stroke-width="1.2"/></svg>',
);

type Status = 200 | 400 | 401 | 403 | 404 | 409 | 410 | 500 | 502 | 503;

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Answers with a page: no script, no request to anywhere, style known by its hash; not indexed, not framed, not cached. */
export async function sendPage(context: Context, page: Page, status: Status = 200): Promise<Response> {
  context.header('content-security-policy', policyOf(page));
  context.header('cache-control', 'no-store');
  context.header('x-robots-tag', 'noindex');
  return context.html(await documentOf(page), status);
}

function policyOf({ formTarget }: Page): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action 'self'${formTarget === undefined ? '' : ` ${formTarget}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function documentOf({ title, body }: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Plumbline</title>
        ${STYLE}
      </head>
      <body>
        <div class="frame">
          <header><a class="brand" href="/">${BRAND}Plumbline</a></header>
          <main>${body}</main>
        </div>
      </body>
    </html> `;
}
