import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { mapLists, mapStatements } from './adapt-lists.ts';
import { kotlin } from './kotlin.ts';

const KOTLIN: PatternAttempt = {
  grammar: 'kotlin',
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
  attempts: [
    KOTLIN,
    { ...KOTLIN, before: 'fun µ__F() {\n', after: '\n}', within: 'Block' },
    { ...KOTLIN, before: 'class µ__C {\n', after: '\n}', within: 'Members' },
    { ...KOTLIN, after: '\n{ µ___ }' },
    { ...KOTLIN, when: /^\s*@/, after: '\nclass µ__C', within: 'Modifiers' },
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
  return mapStatements(looped, (name, header) => {
    if (!name.startsWith('µ___')) return undefined;
    if (/\bwhen\b[^{}]*$/.test(header)) return `${name} -> µ___`;
    return /\b(?:class|interface|object)\b[^{}]*$/.test(header) ? `val ${name}: µ___` : undefined;
  });
}
