/** Markdown as GitHub shows it in a check run or a comment: near enough to look at, exact in what is a link, a table or HTML. */
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** HTML of the text. What GitHub's sanitizer would take out is still in it: tests look for that. */
export function gitHubMarkdown(text: string): string {
  const html = micromark(text, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  return html.replaceAll(
    /<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\n/g,
    (_, kind: string) =>
      `<blockquote class="alert ${kind.toLowerCase()}">\n<p class="kind">${kind.charAt(0)}${kind.slice(1).toLowerCase()}</p>\n<p>`,
  );
}

/** A page that looks as GitHub's do, in the colours that the reader's system asks for. */
export function gitHubPage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>GitHub</title><style>${STYLE}</style></head><body><main><h2 class="title">${escapeHtml(title)}</h2>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const STYLE = `
:root { color-scheme: light dark; --fg: light-dark(#1f2328, #f0f6fc); --bg: light-dark(#fff, #0d1117);
  --muted: light-dark(#59636e, #9198a1); --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#f6f8fa, #151b23);
  --link: light-dark(#0969da, #4493f8); }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
main { max-width: 900px; margin: 0 auto; padding: 24px 16px; overflow-wrap: break-word; }
a { color: var(--link); text-decoration: none; }
h3 { font-size: 1.25em; margin: 24px 0 16px; } h2.title { font-size: 1.5em; margin: 0 0 12px; padding-bottom: .3em; border-bottom: 1px solid var(--line); }
p, ul, ol, table, details, pre, blockquote { margin: 0 0 16px; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: 6px 13px; } tr:nth-child(2n) { background: var(--soft); }
code { background: light-dark(#818b981f, #656c7633); border-radius: 6px; padding: .2em .4em; font: 85% ui-monospace, monospace; }
pre { background: var(--soft); border-radius: 6px; padding: 16px; overflow: auto; } pre code { background: none; padding: 0; }
sub { font-size: 75%; } summary { cursor: pointer; }
blockquote { border-left: .25em solid var(--line); color: var(--muted); padding: 0 1em; }
blockquote.alert { color: inherit; padding: 8px 16px; } blockquote.alert > :last-child { margin-bottom: 0; } .kind { font-weight: 600; margin-bottom: 8px; }
.note { border-color: #0969da; } .note .kind { color: #0969da; } .tip { border-color: #1a7f37; } .important { border-color: #8250df; }
.warning { border-color: #9a6700; } .warning .kind { color: #9a6700; } .caution { border-color: #cf222e; } .caution .kind { color: #cf222e; }
`;
