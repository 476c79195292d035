/** The colours of the HTML report, and the little that our own pages need besides. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --page: #f7f8fa; --surface: #fff; --sunken: #f1f3f6; --line: #e1e5eb; --line-strong: #8c96a5; --text: #171c26; --muted: #566072; --accent: #3346c4; --on-accent: #fff; --good: #12693f; --good-soft: #e3f4ea; --fair: #7a5200; --fair-soft: #fdf1d3; --bad: #b3261e; --bad-soft: #fdeae8; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0f1217; --surface: #171b22; --sunken: #1e232c; --line: #2a313c; --line-strong: #6b7789; --text: #e7eaf0; --muted: #a3adbd; --accent: #a5b4ff; --on-accent: #0f1217; --good: #7fd8a5; --good-soft: #14301f; --fair: #f0c469; --fair-soft: #332810; --bad: #ff9d94; --bad-soft: #3b1a18; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; overflow-wrap: break-word; }
.frame { max-width: 43rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
.brand { display: inline-flex; align-items: center; gap: 0.5rem; margin: 0 0 2.5rem; font-weight: 650; color: inherit; text-decoration: none; }
.brand svg { width: 1.1rem; height: 1.1rem; }
h1 { margin: 0 0 0.75rem; font-size: clamp(1.6rem, 1.3rem + 1.4vw, 2.1rem); line-height: 1.2; letter-spacing: -0.018em; font-weight: 650; text-wrap: balance; }
h2 { margin: 2.25rem 0 0.75rem; font-size: 1.125rem; line-height: 1.3; font-weight: 650; }
p { margin: 0 0 1rem; text-wrap: pretty; }
.lead { color: var(--muted); font-size: 1.0625rem; }
.muted { color: var(--muted); }
.small { font-size: 0.875rem; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code { font: 0.875em ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; background: var(--sunken); padding: 0.1em 0.3em; border-radius: 4px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.4rem; margin: 1.5rem 0; }
.card > :last-child { margin-bottom: 0; }
.note { border-radius: 8px; padding: 0.75rem 1rem; margin: 1.25rem 0; }
.note.good { background: var(--good-soft); color: var(--good); }
.note.fair { background: var(--fair-soft); color: var(--fair); }
.note.bad { background: var(--bad-soft); color: var(--bad); }
.note code { background: none; padding: 0; }
.steps { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: 1.1rem; counter-reset: step; }
.steps li { counter-increment: step; display: grid; grid-template-columns: 1.75rem 1fr; gap: 0.15rem 0.85rem; }
.steps li::before { content: counter(step); grid-row: 1 / span 2; width: 1.75rem; height: 1.75rem; border-radius: 50%; display: grid; place-items: center; background: var(--sunken); color: var(--muted); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.steps strong { font-weight: 600; align-self: center; }
.steps span { grid-column: 2; color: var(--muted); }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 0.5rem; font-weight: 600; }
label.choice { display: grid; grid-template-columns: 1.25rem 1fr; gap: 0 0.7rem; padding: 0.4rem 0; cursor: pointer; }
label.choice input { margin: 0.28rem 0 0; width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }
label.choice .muted { display: block; font-size: 0.875rem; }
label.field { display: block; font-weight: 600; margin-bottom: 0.35rem; }
fieldset label.field { font-weight: 400; font-size: 0.875rem; color: var(--muted); }
form + p { margin-top: 1rem; }
input[type='text'], input[type='password'] { width: 100%; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px; padding: 0.55rem 0.75rem; }
button, .button { display: inline-block; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; padding: 0.65rem 1.15rem; text-decoration: none; cursor: pointer; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-top: 1px solid var(--line); }
tr:first-child > * { border-top: 0; }
th { font-weight: 500; color: var(--muted); width: 11rem; }
footer { margin-top: 3rem; color: var(--muted); font-size: 0.875rem; }
@media (max-width: 30rem) {
  th, td { display: block; width: auto; padding: 0.4rem 0 0; }
  td { border-top: 0; padding: 0 0 0.4rem; }
  button, .button { width: 100%; text-align: center; }
}
`;
