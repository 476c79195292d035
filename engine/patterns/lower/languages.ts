import type { PatternLanguage } from '../languages.ts';
import type { LanguageSupport } from '../pattern/pattern-syntax.ts';
import { C_SUPPORT } from './c-patterns.ts';
import { CSHARP_SUPPORT } from './csharp-patterns.ts';
import { GO_SUPPORT } from './go-patterns.ts';
import { JAVA_SUPPORT } from './java-patterns.ts';
import { JAVASCRIPT_SUPPORT, TYPESCRIPT_SUPPORT } from './javascript-patterns.ts';
import { KOTLIN_SUPPORT } from './kotlin-patterns.ts';
import { PHP_SUPPORT } from './php-patterns.ts';
import { PYTHON_SUPPORT } from './python-patterns.ts';
import { RUBY_SUPPORT } from './ruby-patterns.ts';

/** The languages whose patterns are matched on uniform trees. */
export const LANGUAGE_SUPPORT: Partial<Record<PatternLanguage, LanguageSupport>> = {
  javascript: JAVASCRIPT_SUPPORT,
  typescript: TYPESCRIPT_SUPPORT,
  python: PYTHON_SUPPORT,
  ruby: RUBY_SUPPORT,
  php: PHP_SUPPORT,
  c: C_SUPPORT,
  csharp: CSHARP_SUPPORT,
  kotlin: KOTLIN_SUPPORT,
  go: GO_SUPPORT,
  java: JAVA_SUPPORT,
};
