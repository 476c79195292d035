import type { PatternLanguage } from '../languages.ts';
import type { LanguageSupport, ReaderSupport } from '../pattern/pattern-syntax.ts';
import { BASH_SUPPORT } from './bash-patterns.ts';
import { C_SUPPORT } from './c-patterns.ts';
import { CPP_SUPPORT } from './cpp-patterns.ts';
import { CSHARP_SUPPORT } from './csharp-patterns.ts';
import { DOCKERFILE_SUPPORT, JSON_SUPPORT, YAML_SUPPORT } from './data-patterns.ts';
import { GO_SUPPORT } from './go-patterns.ts';
import { HCL_SUPPORT } from './hcl-patterns.ts';
import { HTML_SUPPORT } from './html-patterns.ts';
import { JAVA_SUPPORT } from './java-patterns.ts';
import { JAVASCRIPT_SUPPORT, TYPESCRIPT_SUPPORT } from './javascript-patterns.ts';
import { KOTLIN_SUPPORT } from './kotlin-patterns.ts';
import { PHP_SUPPORT } from './php-patterns.ts';
import { PYTHON_SUPPORT } from './python-patterns.ts';
import { RUBY_SUPPORT } from './ruby-patterns.ts';
import { RUST_SUPPORT } from './rust-patterns.ts';

/** The languages whose patterns are matched on uniform trees. */
export const LANGUAGE_SUPPORT: Partial<Record<PatternLanguage, LanguageSupport | ReaderSupport>> = {
  javascript: JAVASCRIPT_SUPPORT,
  typescript: TYPESCRIPT_SUPPORT,
  python: PYTHON_SUPPORT,
  ruby: RUBY_SUPPORT,
  php: PHP_SUPPORT,
  c: C_SUPPORT,
  cpp: CPP_SUPPORT,
  csharp: CSHARP_SUPPORT,
  kotlin: KOTLIN_SUPPORT,
  rust: RUST_SUPPORT,
  go: GO_SUPPORT,
  java: JAVA_SUPPORT,
  yaml: YAML_SUPPORT,
  json: JSON_SUPPORT,
  dockerfile: DOCKERFILE_SUPPORT,
  bash: BASH_SUPPORT,
  terraform: HCL_SUPPORT,
  html: HTML_SUPPORT,
};
