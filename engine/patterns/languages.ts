/** The languages that rules can be written for, by the one name each has here. */
export const PATTERN_LANGUAGES = [
  'javascript',
  'typescript',
  'python',
  'go',
  'java',
  'ruby',
  'php',
  'csharp',
  'kotlin',
  'rust',
  'c',
  'cpp',
  'bash',
  'yaml',
  'json',
  'dockerfile',
  'terraform',
  'html',
  'generic',
  'regex',
] as const;
export type PatternLanguage = (typeof PATTERN_LANGUAGES)[number];
