import type { LanguageSupport, PatternAttempt } from '../pattern/pattern-syntax.ts';
import { adaptC, C_PATTERN, C_SUPPORT, cAttempts } from './c-patterns.ts';
import { cpp } from './cpp.ts';

const CPP: PatternAttempt = { ...C_PATTERN, grammar: 'cpp', adapt: adaptCpp };

export const CPP_SUPPORT: LanguageSupport = {
  ...C_SUPPORT,
  dialect: cpp,
  grammarOf: () => 'cpp',
  attempts: [
    { ...CPP, when: /^\s*catch\b/, before: 'void µ__F() { try {} ', after: '\n}', within: 'Catches' },
    ...cAttempts(CPP),
    { ...CPP, before: 'void µ__F() { ', after: ' catch (...) {} }', within: 'Block' },
  ],
};

/** `catch (...)` and `sizeof...` are C++'s own. */
function adaptCpp(text: string): string {
  return adaptC(text)
    .replace(/\bcatch\s*\(\s*µ___;?\s*\)/g, 'catch (...)')
    .replace(/\bfor\s*\(\s*µ___\s*:/g, 'for (µ___ µ___ :');
}
