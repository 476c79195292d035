import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { c } from './c.ts';

export const C_PATTERN: PatternAttempt = {
  grammar: 'c',
  semicolon: 'always',
  typed: (name, type) => `((${type})${name})`,
  typedOrder: 'type-first',
  adapt: adaptC,
};

export const C_SUPPORT: LanguageSupport = {
  dialect: c,
  partialDicts: false,
  facts: {
    assignDeclares: false,
    literalTypes: { string: ['char *'], integer: ['int'], float: ['double', 'float'], boolean: ['bool', '_Bool'] },
  },
  grammarOf: () => 'c',
  attempts: cAttempts(C_PATTERN),
};

/** In the order in which they are the likelier reading: `f(x)` is a call before it is a declaration. */
export function cAttempts(base: PatternAttempt): PatternAttempt[] {
  return [
    { ...base, when: /[^;}]\s*$/, before: 'int µ__I = µ__E(', after: ');', within: 'Args' },
    { ...base, before: '', after: '\n' },
    { ...base, before: 'void µ__F() {', after: '\n}', within: 'Block' },
    { ...base, after: ';' },
    { ...base, before: 'void µ__F() {', after: ';\n}', within: 'Block' },
    { ...base, after: '\n{ µ___; }' },
    { ...base, before: 'struct µ__S {', after: '\n};', within: 'Members' },
    { ...base, before: 'struct µ__S {', after: ';\n};', within: 'Members' },
    { ...base, before: 'void µ__F() { if (µ___) {}', after: '\n}', within: 'Block' },
    { ...base, before: 'switch (µ___) {', after: '\n}', within: 'Cases' },
    { ...base, before: 'void µ__F(', after: ') {}', within: 'Params' },
  ];
}

/** An ellipsis between members is written as one, and one between cases as a case. */
export function adaptC(text: string): string {
  return text
    .replace(/\bfor\s*\(\s*µ___;?\s*\)/g, 'for (µ___;;)')
    .replace(/(\b(?:public|private|protected)\s*:\s*)µ___;?/g, '$1µ___ µ___;')
    .replace(/(\benum\b[^;{}()]*\{\s*)µ___;(?=\s*\})/g, '$1µ___')
    .replace(/(\((?:struct|union)\b[^(){}]*\)\s*\{\s*)µ___;(?=\s*\})/g, '$1µ___')
    .replace(/(\b(?:struct|union|class)\b[^;{}()]*\{\s*)µ___;/g, '$1µ___ µ___;')
    .replace(/(\bswitch\s*\([^;{}]*\)\s*\{\s*)µ___;/g, '$1case µ___: ')
    .replace(/(\bcase\b[^:;{}]*:\s*|\bdefault\s*:\s*)µ___(?=\s*(?:[\w}]|$))/g, '$1µ___;')
    .replace(/(^|[;{}]\s*)(µ___[A-Z_0-9]+)(?:\s*;)?(?=\s*(?:[\w}[]|$))/g, '$1$2;');
}
