import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { closing, mapLists, mapStatements } from './adapt-lists.ts';
import { mendKotlin } from './kotlin-mend.ts';
import { kotlin } from './kotlin.ts';

const KOTLIN: PatternAttempt = {
  grammar: 'kotlin',
  semicolon: 'always',
  typed: (name, type) => `(${name} as ${type})`,
  adapt: adaptKotlin,
};

export const KOTLIN_SUPPORT: LanguageSupport = {
  dialect: kotlin,
  partialDicts: false,
  facts: {
    assignDeclares: false,
    literalTypes: { string: ['String'], integer: ['Int', 'Long'], float: ['Double', 'Float'], boolean: ['Boolean'] },
  },
  grammarOf: () => 'kotlin',
  mend: mendKotlin,
  attempts: [
    { ...KOTLIN, when: /^\s*@[\w.:$]+(?:\([\s\S]*\))?\s*$/, after: '\nclass µ__C', within: 'Modifiers' },
    { ...KOTLIN, when: /^\s*init\s*\{/, before: 'class µ__C {\n', after: '\n}', within: 'Members' },
    KOTLIN,
    { ...KOTLIN, before: 'fun µ__F() {\n', after: '\n}', within: 'Block' },
    { ...KOTLIN, before: 'class µ__C {\n', after: '\n}', within: 'Members' },
    { ...KOTLIN, after: '\n{ µ___ }' },
    { ...KOTLIN, before: 'try { } ', within: 'Catches' },
    { ...KOTLIN, after: '\nfinally { }' },
    { ...KOTLIN, before: 'when (µ___) {\n', after: '\n}', within: 'Cases' },
    { ...KOTLIN, before: 'fun µ__F(', after: ') { }', within: 'Params' },
  ],
};

/** Lists of parameters, each of which has to have a type. */
const PARAMETERS =
  /\bfun\b[^(){}=]*\(|\bconstructor\s*\(|\b(?:class|interface)\s+[\wµ]+\s*(?:<[^(){}]*>)?\s*\(|\bcatch\s*\(/g;

/** What the grammar does not take as it was rewritten: parameters without types, ellipses among members and cases. */
function adaptKotlin(text: string): string {
  const typed = mapLists(text, PARAMETERS, (piece) => (/^µ\w*$/.test(piece) ? `${piece}: µ___` : piece));
  const looped = typed.replace(/\bfor\s*\(\s*µ___\s*\)/g, 'for (µ___ in µ___)');
  const written = mapStatements(looped, (name, header) => {
    if (!name.startsWith('µ___')) return undefined;
    if (/\bwhen\b[^{}]*$/.test(header)) return `${name} -> µ___\n`;
    return CLASS_HEADER.test(header) ? `\nval ${name}: µ___\n` : undefined;
  });
  return endMembers(written);
}

const CLASS_HEADER = /\b(?:class|interface|object)\b[^{}]*$/;

/** The grammar wants the last member of a class to end with its line. */
function endMembers(text: string): string {
  let written = '';
  let from = 0;
  for (const found of text.matchAll(/\b(?:class|interface|object)\b[^{}]*\{/g)) {
    const close = closing(text, found.index + found[0].length);
    if (close === undefined || close < from) continue;
    const inner = text.slice(found.index + found[0].length, close);
    written += text.slice(from, found.index) + found[0] + endMembers(inner) + '\n}';
    from = close + 1;
  }
  return written + text.slice(from);
}
