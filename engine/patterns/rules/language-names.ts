import type { PatternLanguage } from '../languages.ts';

/** What `languages` may say, in Semgrep's spellings and those people expect beside them. */
const LANGUAGE_OF: Readonly<Record<string, PatternLanguage>> = {
  javascript: 'javascript',
  js: 'javascript',
  typescript: 'typescript',
  ts: 'typescript',
  python: 'python',
  python2: 'python',
  python3: 'python',
  py: 'python',
  go: 'go',
  golang: 'go',
  java: 'java',
  ruby: 'ruby',
  rb: 'ruby',
  php: 'php',
  csharp: 'csharp',
  'c#': 'csharp',
  cs: 'csharp',
  kotlin: 'kotlin',
  kt: 'kotlin',
  rust: 'rust',
  rs: 'rust',
  c: 'c',
  cpp: 'cpp',
  'c++': 'cpp',
  bash: 'bash',
  sh: 'bash',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  dockerfile: 'dockerfile',
  docker: 'dockerfile',
  terraform: 'terraform',
  tf: 'terraform',
  hcl: 'terraform',
  html: 'html',
  generic: 'generic',
  spacegrep: 'generic',
  aliengrep: 'generic',
  regex: 'regex',
  none: 'regex',
};

/** Languages that the format knows and this engine has no grammar for: named so that no other word is suggested. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  ...['apex', 'cairo', 'circom', 'clojure', 'dart', 'elixir', 'ex', 'hack', 'jsonnet', 'julia', 'lisp', 'lua'],
  ...['move_on_aptos', 'move_on_sui', 'ocaml', 'promql', 'proto', 'proto3', 'protobuf', 'ql', 'r', 'scala', 'scheme'],
  ...['sol', 'solidity', 'swift', 'vue', 'xml'],
]);

/** The language a rule names, `unsupported` for one that is none of ours, `unknown` for a word that is no language. */
export function languageNamed(name: string): PatternLanguage | 'unsupported' | 'unknown' {
  const known = name.toLowerCase();
  if (Object.hasOwn(LANGUAGE_OF, known)) return LANGUAGE_OF[known]!;
  return UNSUPPORTED.has(known) ? 'unsupported' : 'unknown';
}

export const LANGUAGE_NAMES: readonly string[] = Object.keys(LANGUAGE_OF);
