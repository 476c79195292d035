import { POSITIONAL } from './java-definitions.ts';

/** What Java's grammar does not take as it was rewritten: ellipses among members, parameters, resources and cases. */
export function adaptJava(text: string): string {
  const whole = text
    .replace(/(^|[;{}])(\s*)(µ___\w*)(;?)(?=\s*(?:[\w@}µ(/]|$))/g, asStatement)
    .replace(/(\benum\b[^{]*\{\s*)µ___ µ___;/g, '$1µ___;')
    .replace(/\bfor\s*\(\s*µ___;?\s*\)/g, 'for (µ___;;)')
    .replace(/\bfor\s*\(\s*µ___\s*:/g, 'for (µ___ µ___ :')
    .replace(/\bcatch\s*\(\s*µ___;?\s*\)/g, 'catch (µ___ µ___)')
    .replace(/(\bswitch\s*\([^{}]*\)\s*\{\s*)µ___ µ___;(?=\s*(?:\}|case\b|default\b))/g, '$1case µ___:')
    .replace(/(\b(?:case\b[^:;{}]*?|default)\s*(?::|->)\s*)µ___(?=\s*(?:\}|case\b|default\b|$))/g, '$1µ___;')
    .replace(/\b(case\s+µ___)\s*(?=\n|$)/g, '$1:')
    .replace(/(?<=[\w>\]])\s?µ___\s*(?=(?!instanceof\b)[\wµ])(?!µ___)/g, varargs);
  return adaptLists(whole);
}

/** An ellipsis among statements or members as a declaration; within braces of an array it stays an expression. */
function asStatement(
  found: string,
  before: string,
  blank: string,
  name: string,
  end: string,
  at: number,
  all: string,
): string {
  const isArray = before === '{' && /[=\](,{]\s*$/.test(all.slice(0, at));
  return isArray || isInHeader(all, at, before) || (end === '' && name === 'µ___')
    ? found
    : `${before}${blank}${name} µ___;`;
}

/** Whether a semicolon stands in the parentheses of a `for` or `try`. */
function isInHeader(text: string, at: number, letter: string): boolean {
  if (letter !== ';') return false;
  let closed = 0;
  for (let before = at - 1; before >= 0; before--) {
    if (')}'.includes(text[before]!)) closed++;
    else if ('({'.includes(text[before]!) && closed-- === 0) return text[before] === '(';
  }
  return false;
}

function varargs(found: string): string {
  return found.includes('\n') ? found : '... ';
}

/** Parentheses of declarations and of annotations, from left to right. */
function adaptLists(text: string): string {
  let written = '';
  let from = 0;
  const opening = /([\w$.µ]+)\s*\(/g;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const open = found.index + found[0].length;
    const close = closing(text, open);
    if (close === undefined || found.index < from) continue;
    const inner = text.slice(open, close);
    const before = text.slice(0, found.index).trimEnd();
    const adapted = before.endsWith('@')
      ? annotationArgs(inner)
      : isDeclaration(before, found[1]!, text.slice(close + 1))
        ? declaredParams(inner)
        : undefined;
    if (adapted === undefined || adapted === inner) continue;
    written += text.slice(from, open) + adapted;
    from = close;
  }
  return written + text.slice(from);
}

const NO_TYPES = /\b(?:new|return|throw|else|case|assert|yield|do|default|instanceof|extends|implements|throws)$/;
const NO_METHODS = /^(?:if|for|while|switch|catch|synchronized|try|super|this)$/;

/** Whether a name before parentheses is a method's or record's that is declared: a type stands before it, or a body after it. */
function isDeclaration(before: string, name: string, after: string): boolean {
  if (NO_METHODS.test(name) || name.includes('.')) return false;
  if (/\.\s*<[^()]*>$/.test(before)) return false;
  if (/[\w>\]µ$]$/.test(before)) return !NO_TYPES.test(before);
  return /^\s*(?:throws\b[^{;]*)?\{/.test(after) && !/[.=(,&|!?:+]$/.test(before);
}

function declaredParams(inner: string): string {
  return mapPieces(inner, (piece) => {
    if (/^µ___\w*$/.test(piece)) return `${piece} µ___`;
    return /^µ\w+$/.test(piece) ? `µ___ ${piece}` : piece;
  });
}

/** With several arguments each has to have a name. */
function annotationArgs(inner: string): string {
  const pieces = splitPieces(inner);
  if (pieces.length < 2) return inner;
  return mapPieces(inner, (piece) => {
    if (/^µ___\w*$/.test(piece)) return `${piece} = µ___`;
    return /^[\wµ]+\s*=(?!=)/.test(piece) ? piece : `${POSITIONAL} = ${piece}`;
  });
}

function mapPieces(inner: string, change: (piece: string) => string): string {
  return splitPieces(inner)
    .map((piece) => piece.replace(/\S[\s\S]*\S|\S/, (trimmed) => change(trimmed)))
    .join(',');
}

/** The parts between commas that stand in no brackets; quotes hold theirs together. */
function splitPieces(inner: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    const letter = inner[at]!;
    if (letter === '"' || letter === "'") at = endOfQuote(inner, at);
    else if ('([{<'.includes(letter)) depth++;
    else if (')]}>'.includes(letter)) depth--;
    else if (letter === ',' && depth === 0) {
      pieces.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return [...pieces, inner.slice(from)];
}

/** Where the parenthesis opened before `from` closes. */
function closing(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"' || letter === "'") at = endOfQuote(text, at);
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth === 0) return at;
  }
  return undefined;
}

function endOfQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[from]) return at;
  }
  return text.length;
}
