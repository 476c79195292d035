import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { mapLists, mapStatements } from './adapt-lists.ts';
import { csharp } from './csharp.ts';

const CSHARP: PatternAttempt = {
  grammar: 'csharp',
  semicolon: 'always',
  typed: (name, type) => `((${type})${name})`,
  typedOrder: 'type-first',
  adapt: adaptStatements,
};

export const CSHARP_SUPPORT: LanguageSupport = {
  dialect: csharp,
  partialDicts: false,
  facts: {
    assignDeclares: false,
    literalTypes: {
      string: ['string', 'String'],
      integer: ['int', 'long', 'Int32', 'Int64'],
      float: ['double', 'float', 'decimal', 'Double', 'Single', 'Decimal'],
      boolean: ['bool', 'Boolean'],
    },
  },
  grammarOf: () => 'csharp',
  attempts: [
    { ...CSHARP, when: /^\s*catch\b/, before: 'try {} ', within: 'Catches' },
    { ...CSHARP, when: /^\s*\[[^[]*\]\s*$/, after: '\nclass µ__C {}', within: 'Modifiers' },
    CSHARP,
    { ...CSHARP, after: ';' },
    { ...CSHARP, before: 'µ__E(', after: ');', within: 'Args' },
    { ...CSHARP, before: 'class µ__C {', after: '\n}', within: 'Members' },
    { ...CSHARP, after: '\n{ }' },
    { ...CSHARP, before: 'class µ__C {', after: '\n{ } }', within: 'Members' },
    { ...CSHARP, before: 'class µ__C {', after: ';\n}', within: 'Members' },
    { ...CSHARP, after: '\nfinally {}' },
    { ...CSHARP, before: 'if (µ___) {}' },
    { ...CSHARP, before: 'switch (µ___) {', after: '\n}', within: 'Cases' },
    { ...CSHARP, before: 'void µ__F(', after: ') {}', within: 'Params' },
    { ...CSHARP, before: 'new µ__C {', after: '};', within: 'Pairs' },
  ],
};

/**
 * The grammar takes a lone name neither as a statement nor as a member: an ellipsis becomes a declaration, which both
 * may be, or an entry where entries stand, and `$S;` becomes `$S!;`, which is the same expression.
 */
function adaptStatements(text: string): string {
  const looped = text.replace(/\bfor\s*\(\s*µ___;?\s*\)/g, 'for (µ___;;)');
  const listed = mapLists(looped, /\b(?:switch|with)\s*\{/g, (piece, opening) => {
    if (!/^µ___;?$/.test(piece)) return piece;
    return opening.startsWith('switch') ? 'µ___ => µ___' : 'µ___ = µ___';
  });
  return mapStatements(listed, (name, header) => {
    if (!name.startsWith('µ___')) return `${name}!;`;
    if (/\benum\b[^{}]*$/.test(header) || isCreation(header)) return name;
    return /\bswitch\s*\([^{}]*$/.test(header) ? `case ${name}: ` : `µ___ ${name};`;
  })
    .replace(/(\bcase\b[^:;{}]*:\s*|\bdefault\s*:\s*)µ___(?=\s*(?:[\w}]|$))/g, '$1µ___ µ___;')
    .replace(/(\)\s*|\belse\s+|:\s*)(µ[A-Z0-9][A-Z_0-9]*)\s*;/g, '$1$2!;');
}

/** Whether the text before a brace is `new T(...)`, and not a statement around one: `using (var x = new T())`. */
function isCreation(header: string): boolean {
  const created = /\bnew\b(?![\s\S]*\bnew\b)[^{}]*$/.exec(header)?.[0];
  return created !== undefined && created.split('(').length === created.split(')').length;
}
