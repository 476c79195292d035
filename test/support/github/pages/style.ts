/** One sheet for all pages. Colours are kept to those that read well on their ground, in light and in dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf8; --card: #ffffff; --sunk: #f3f1ec; --line: #dedad2; --text: #23211d; --soft: #625d54;
  --link: #1d5fa8; --good: #1c6e3a; --bad: #b3261e; --warn: #8a5a00; --busy: #7a5c00; --done: #6b3fa0; --mute: #625d54;
  --good-ground: #e3f3e7; --bad-ground: #fbe9e7; --warn-ground: #fbf1dc; --button: #ffffff; --button-line: #b9b3a7;
  --added: #e3f3e7; --removed: #fbe9e7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #171614; --card: #1f1e1b; --sunk: #292723; --line: #3b3833; --text: #ece8e1; --soft: #b1aa9d;
    --link: #8abaf0; --good: #7dcf97; --bad: #f4968e; --warn: #e6b85c; --busy: #e6c65c; --done: #c9a8f0; --mute: #b1aa9d;
    --good-ground: #17321f; --bad-ground: #3d1d1a; --warn-ground: #382b10; --button: #292723; --button-line: #575249;
    --added: #17321f; --removed: #3d1d1a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; overflow-wrap: break-word; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); padding: .7rem 1rem; }
header.top a { font-weight: 600; } header.top .soft { margin-left: .6rem; }
main { max-width: 72rem; margin: 0 auto; padding: 1.2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .4rem; font-weight: 600; }
h1 .number, .soft { color: var(--soft); font-weight: 400; }
h2 { font-size: 1.1rem; margin: 1.8rem 0 .6rem; }
code, pre, .mono { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.badge { display: inline-block; border-radius: 1rem; padding: .1rem .7rem; font-size: 13px; font-weight: 600; border: 1px solid currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .busy { color: var(--busy); } .done { color: var(--done); } .mute { color: var(--mute); }
.branch { background: var(--sunk); border-radius: .3rem; padding: .05rem .4rem; }
nav.tabs { display: flex; gap: .3rem; border-bottom: 1px solid var(--line); margin: 1rem 0 1.2rem; overflow-x: auto; }
nav.tabs a { padding: .5rem .8rem; color: var(--text); border-bottom: 2px solid transparent; white-space: nowrap; }
nav.tabs a[aria-current] { border-color: var(--link); font-weight: 600; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; }
.card > .head { background: var(--sunk); border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; padding: .5rem .9rem; display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; }
.card > .body { padding: .8rem .9rem; }
.card .quiet { opacity: .75; }
.label { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: 12px; color: var(--soft); }
ul.plain { list-style: none; margin: 0; padding: 0; }
ul.rows > li { padding: .6rem .9rem; border-top: 1px solid var(--line); display: flex; gap: .6rem; align-items: baseline; }
ul.rows > li:first-child { border-top: 0; } ul.rows .grow { flex: 1; min-width: 0; }
.mark { font-weight: 700; width: 1.2em; text-align: center; flex: none; }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 1.4rem; align-items: start; }
@media (max-width: 48rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
form.inline { display: inline; }
button { font: inherit; background: var(--button); color: var(--text); border: 1px solid var(--button-line); border-radius: .4rem; padding: .3rem .8rem; cursor: pointer; }
button:hover { border-color: var(--link); }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0; }
textarea, select { font: inherit; width: 100%; background: var(--card); color: var(--text); border: 1px solid var(--button-line); border-radius: .4rem; padding: .5rem; }
select { width: auto; max-width: 100%; }
.annotation { border-left: 4px solid var(--line); }
.annotation.failure { border-left-color: var(--bad); } .annotation.warning { border-left-color: var(--warn); } .annotation.notice { border-left-color: var(--link); }
.annotation pre { white-space: pre-wrap; margin: .4rem 0 0; }
.scroll { overflow-x: auto; }
table.diff { border-collapse: collapse; width: 100%; font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
table.diff td { padding: 0 .5rem; vertical-align: top; } table.diff td.n { color: var(--soft); text-align: right; user-select: none; width: 1%; min-width: 2.6rem; }
table.diff td.code { white-space: pre-wrap; overflow-wrap: anywhere; }
table.diff tr.added { background: var(--added); } table.diff tr.removed { background: var(--removed); }
table.diff tr.hunk td { background: var(--sunk); color: var(--soft); padding: .2rem .5rem; }
table.diff tr.thread > td { padding: .6rem .8rem; font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; background: var(--sunk); }
table.diff tr.thread .card:last-child { margin-bottom: 0; }
tr:target { outline: 2px solid var(--link); }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown h1 { font-size: 1.35rem; } .markdown h2 { font-size: 1.15rem; } .markdown h3 { font-size: 1rem; }
.markdown table { border-collapse: collapse; display: block; overflow-x: auto; max-width: 100%; margin: .8rem 0; }
.markdown th, .markdown td { border: 1px solid var(--line); padding: .3rem .7rem; } .markdown th { background: var(--sunk); }
.markdown pre { background: var(--sunk); padding: .7rem; border-radius: .4rem; overflow-x: auto; }
.markdown :not(pre) > code { background: var(--sunk); padding: .1rem .35rem; border-radius: .3rem; overflow-wrap: anywhere; }
.markdown blockquote { border-left: 4px solid var(--line); margin: .8rem 0; padding: 0 .9rem; color: var(--soft); }
.markdown img { max-width: 100%; } .markdown details { margin: .6rem 0; } .markdown summary { cursor: pointer; }
.alert { border-left: 4px solid var(--link); padding: .3rem .9rem; margin: .8rem 0; } .alert > p { margin: .2rem 0; }
.alert-title { font-weight: 600; color: var(--link); }
.alert-warning { border-color: var(--warn); } .alert-warning .alert-title { color: var(--warn); }
.alert-caution { border-color: var(--bad); } .alert-caution .alert-title { color: var(--bad); }
.alert-tip { border-color: var(--good); } .alert-tip .alert-title { color: var(--good); }
.alert-important { border-color: var(--done); } .alert-important .alert-title { color: var(--done); }
.markdown table.diff { display: table; margin: 0; } .markdown table.diff td { border: 0; padding: 0 .5rem; }
figure.suggestion { margin: .8rem 0; }
`;
