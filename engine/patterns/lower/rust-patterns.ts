import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { mapLists, mapStatements } from './adapt-lists.ts';
import { rust } from './rust.ts';

const RUST: PatternAttempt = {
  grammar: 'rust',
  semicolon: 'always',
  typed: (name, type) => `(${name} as ${type})`,
  adapt: adaptRust,
};

export const RUST_SUPPORT: LanguageSupport = {
  dialect: rust,
  partialDicts: false,
  facts: {
    assignDeclares: false,
    literalTypes: {
      string: ['str', 'String'],
      integer: ['i32', 'u32', 'i64', 'u64', 'usize'],
      float: ['f64', 'f32'],
      boolean: ['bool'],
    },
  },
  grammarOf: () => 'rust',
  attempts: [
    RUST,
    { ...RUST, before: 'fn µ__F() {', after: '\n}', within: 'Block' },
    { ...RUST, before: 'fn µ__F() {', after: ';\n}', within: 'Block' },
    { ...RUST, before: 'impl µ__C {', after: '\n}', within: 'Members' },
    { ...RUST, after: ' { µ___; }' },
    { ...RUST, before: 'fn µ__F() { ', after: ' { µ___; } }', within: 'Block' },
    { ...RUST, when: /^\s*#/, after: '\nstruct µ__S;', within: 'Modifiers' },
    { ...RUST, before: 'fn µ__F() { match µ___ {', after: '\n} }', within: 'Cases' },
    { ...RUST, before: 'struct µ__S {', after: '\n}', within: 'Members' },
    { ...RUST, before: 'fn µ__F(', after: ') {}', within: 'Params' },
  ],
};

/** What the grammar does not take as it was rewritten: ellipses among fields, members and arms. */
function adaptRust(text: string): string {
  const listed = mapLists(text, /\b(?:match|struct|union)\b[^{}()=;]*\{|\bmatch\b[^{};]*\{/g, (piece, opening) => {
    if (!/^µ___\w*$/.test(piece)) return piece;
    return /\bmatch\b/.test(opening) ? `${piece} => µ___` : `${piece}: µ___`;
  });
  return mapStatements(listed, (name, header) => {
    if (!name.startsWith('µ___')) return undefined;
    if (/\bmatch\b[^{}]*$/.test(header)) return `${name} => µ___,`;
    if (/\b(?:struct|union)\b[^{}=]*$/.test(header)) return `${name}: µ___,`;
    if (/\benum\b[^{}=]*$/.test(header)) return `${name},`;
    if (/\b(?:impl|trait|extern)\b[^{}=]*$/.test(header) && !/\bfn\b/.test(header)) return `${name}!{}`;
    if (/\bmod\b[^{}=]*$/.test(header)) return `${name}!{}`;
    return /[\w)\]>=]\s*$/.test(header) && /^\s*[A-Z][\w:]*\s*$/.test(header.split(/[=(,;]/).at(-1)!)
      ? name
      : `${name};`;
  });
}
