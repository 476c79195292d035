import { basename, extname } from 'node:path';
import { isCredentialName, isPasswordName, LONGEST_NAME } from './credential-name.ts';
import type { FoundSecret } from './found-secret.ts';
import { LONGEST_VALUE, looksLikeCredential } from './random-value.ts';

/** Somewhere in every name that {@link isCredentialName} accepts. */
const HINT = /pass|pwd|psk|secret|token|key|auth|credential/gi;

/** Their values are digests and addresses of packages. */
const LOCK_FILE =
  /(?:^|[-.])lock(?:\.\w+)?$|^npm-shrinkwrap\.json$|^package-lock\.json$|^pnpm-lock\.yaml$|^go\.sum$|\.lockfile$|^checksums?\b|sums?(?:\.txt)?$/i;

/** Where a value needs no quotes. */
const BARE_VALUES = /^\.?env(?:rc)?(?:\.|$)|\.env$|^\.(?:npmrc|netrc|pypirc|pgpass)$|^dockerfile|\.dockerfile$/i;
const BARE_EXTENSIONS = new Set(['.properties', '.ini', '.cfg', '.conf', '.yaml', '.yml', '.sh', '.bash']);
const MARKUP_EXTENSIONS = new Set(['.xml', '.config', '.plist', '.csproj', '.props', '.settings']);

/** From the end of a name to its value; each is tried where the name ends. */
const CONNECTORS: readonly RegExp[] = [
  /["'`]?\]?[ \t]{0,20}(?::=|=>|\?\?=|\|\|=|=(?![=~>])|:(?!:))[ \t]{0,20}/y,
  /\??[ \t]{0,4}:[ \t]{0,4}[&A-Za-z_][\w.<>[\]&|' ]{0,40}?=[ \t]{0,20}(?=["'`])/y, // password: string = "…"
  /[ \t]{1,4}[*&A-Za-z][\w.]{0,30}[ \t]{1,4}=[ \t]{0,20}(?=["'`])/y, // password string = "…"
  /["'`],[ \t]{0,20}(?=["'`])/y, // define("PASSWORD", "…")
];

/** What is used when the environment says nothing: `process.env.X || "…"`, `os.getenv("X", "…")`. */
const FALLBACK =
  /[\w.$]{0,40}(?:env|ENV)[\w.]{0,40}[[(.]?(?:["'`][\w.-]{1,60}["'`])?[\])]?[ \t]{0,4}(?:\|\||\?\?|,|\?:|or\b)[ \t]{0,4}(?=["'`])/y;
/** Parts of a connection string: `Server=db;User Id=app;Password=…;`. */
const CONNECTION_STRING = /=[^;=\n]{1,60};[ \t]{0,4}(?:User[ \t])?$/i;
const CONNECTION_PART = /[ \t]{0,4}=[ \t]{0,4}([^\s;"'`<>]{8,512})(?=[;"'`])/y;
const OPENING = /(?:[bBrRuU@]{1,2}|&)?(["'`])/y;
const BARE = /[^\s"'`#,;<>]{8,512}(?=[ \t]*(?:$|[\r\n#]))/my;
const ELEMENT = />[ \t]{0,20}(?=[^\s<]{8,512}[ \t]{0,20}<\/)/y;
const ELEMENT_VALUE = /[^\s<]+/y;

/** Values that look random and are assigned to a name that secrets are given, in code and configuration. */
export function findAssignedCredentials(path: string, text: string): readonly FoundSecret[] {
  const form = formOf(path);
  if (!form) return [];
  const found: FoundSecret[] = [];
  HINT.lastIndex = 0;
  for (let hint = HINT.exec(text); hint; hint = HINT.exec(text)) {
    const name = nameAround(text, hint.index);
    HINT.lastIndex = Math.max(HINT.lastIndex, name.end);
    if (!isCredentialName(name.text)) continue;
    const value = valueAfter(text, name, form);
    const isPassword = isPasswordName(name.text);
    if (!value || !looksLikeCredential(text.slice(value.start, value.end), { isPassword })) continue;
    found.push({ ruleId: 'secrets/hardcoded-credential', ...value, name: name.text, anchor: name.text });
    HINT.lastIndex = value.end;
  }
  return found;
}

interface Form {
  readonly bare: boolean;
  readonly markup: boolean;
}

function formOf(path: string): Form | undefined {
  const file = basename(path);
  if (LOCK_FILE.test(file)) return undefined;
  const extension = extname(file).toLowerCase();
  return { bare: BARE_VALUES.test(file) || BARE_EXTENSIONS.has(extension), markup: MARKUP_EXTENSIONS.has(extension) };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function nameAround(text: string, at: number): Span & { readonly text: string } {
  let start = at;
  while (start > 0 && at - start < LONGEST_NAME && isNameCharacter(text.charCodeAt(start - 1))) start--;
  let end = at;
  while (end < text.length && end - at < LONGEST_NAME && isNameCharacter(text.charCodeAt(end))) end++;
  return { start, end, text: text.slice(start, end) };
}

/** Letters, digits, `_`, `-` and `.`. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

function valueAfter(text: string, name: Span, form: Form): Span | undefined {
  const nameEnd = name.end;
  if (CONNECTION_STRING.test(text.slice(Math.max(0, name.start - LONGEST_NAME), name.start))) {
    const part = matchAt(CONNECTION_PART, text, nameEnd);
    if (part) return { start: part.end - part.groups[0]!.length, end: part.end };
  }
  if (form.markup) {
    const element = matchAt(ELEMENT, text, nameEnd);
    if (element) return { start: element.end, end: matchAt(ELEMENT_VALUE, text, element.end)!.end };
  }
  for (const connector of CONNECTORS) {
    const connected = matchAt(connector, text, nameEnd);
    if (!connected) continue;
    const start = matchAt(FALLBACK, text, connected.end)?.end ?? connected.end;
    const value = quotedAt(text, start) ?? (form.bare ? bareAt(text, connected.end) : undefined);
    if (value) return value;
  }
  return undefined;
}

function quotedAt(text: string, at: number): Span | undefined {
  const opening = matchAt(OPENING, text, at);
  if (!opening) return undefined;
  const quote = opening.groups[0]!;
  const most = Math.min(text.length, opening.end + LONGEST_VALUE + 1);
  for (let end = opening.end; end < most; end++) {
    if (text[end] === quote) return { start: opening.end, end };
    if (text[end] === '\n') return undefined;
  }
  return undefined;
}

function bareAt(text: string, at: number): Span | undefined {
  const value = matchAt(BARE, text, at);
  return value && { start: at, end: value.end };
}

function matchAt(pattern: RegExp, text: string, at: number): { end: number; groups: readonly string[] } | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? { end: pattern.lastIndex, groups: match.slice(1) } : undefined;
}
