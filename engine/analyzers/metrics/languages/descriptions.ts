import type { Language } from '../../../source/language.ts';
import type { LanguageDescription } from '../language-description.ts';
import { cFamily } from './c-family.ts';
import { csharp } from './csharp.ts';
import { javascript, typescript } from './ecmascript.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { kotlin } from './kotlin.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';

export const DESCRIPTIONS: Readonly<Record<Language, LanguageDescription>> = {
  javascript,
  jsx: javascript,
  typescript,
  tsx: typescript,
  python,
  go,
  java,
  ruby,
  php,
  csharp,
  kotlin,
  rust,
  c: cFamily,
  cpp: cFamily,
};
