import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { hclValues } from '../facts/hcl-values.ts';
import { hcl } from './hcl.ts';

const HCL: PatternAttempt = { grammar: 'hcl', adapt };

export const HCL_SUPPORT: LanguageSupport = {
  dialect: hcl,
  partialDicts: true,
  facts: {
    assignDeclares: false,
    namedValues: hclValues,
    literalTypes: { string: ['string'], integer: ['number'], float: ['number'], boolean: ['bool'] },
  },
  grammarOf: () => 'hcl',
  attempts: [
    HCL,
    { ...HCL, before: 'µ__X = [', after: '\n]', within: 'Elements' },
    { ...HCL, before: '{', after: '\n}', within: 'Pairs' },
    { ...HCL, after: ' { µ___ = µ___ }' },
  ],
};

/** Ellipses among attributes, blocks and elements of objects are written as attributes; `f(xs...)` is HCL's own. */
function adapt(text: string): string {
  const opened: string[] = [];
  let before = '';
  return text.replace(PARTS, (part: string, _word: unknown, offset: number) => {
    if (part.startsWith('#') || part.startsWith('//')) return part;
    const of = { before, within: opened.at(-1), left: text.slice(0, offset), right: text.slice(offset + part.length) };
    if (OPENING.has(part)) opened.push(part);
    if (CLOSING.has(part)) opened.pop();
    before = part;
    if (/[\wµ]µ___$/.test(part)) return `${part.slice(0, -4)}...`;
    if (!part.startsWith('µ___')) return part;
    if (part === 'µ___' && /[)\]]$/.test(of.left)) return '...';
    return isEntry(of) ? `${part} = µ___` : part;
  });
}

/** Strings, heredocs, comments, words, and other signs. */
const PARTS = /"(?:[^"\\\n]|\\.)*"|<<-?(\w+)\n[\s\S]*?\n[ \t]*\1(?=\n|$)|#[^\n]*|\/\/[^\n]*|[\wµ]+|[^\s\wµ]/g;
const OPENING = new Set('{[(');
const CLOSING = new Set('}])');

interface Around {
  /** What stands directly before. */
  readonly before: string;
  /** The bracket that is open. */
  readonly within: string | undefined;
  readonly left: string;
  readonly right: string;
}

/** Whether an ellipsis stands where an attribute could, and not for a value, a key or a label. */
function isEntry({ before, within, left, right }: Around): boolean {
  if (within === undefined) return /(?:^|\n)[ \t]*$/.test(left) && /^[ \t]*(?:\n|$)/.test(right);
  return within === '{' && !EXPECTING_VALUE.has(before) && !/^\s*[=:?.]|^[ \t]*\{/.test(right);
}

const EXPECTING_VALUE = new Set(['for', 'in', 'if', ...'=:?+-*/%<>&|!']);
