import { posix } from 'node:path';
import { interpreterOf } from '../../source/content-checks.ts';
import type { PatternLanguage } from '../languages.ts';

/** By extension, as Semgrep assigns them. */
const EXTENSIONS: Readonly<Record<string, readonly PatternLanguage[]>> = {
  ...of(['javascript'], '.js .jsx .cjs .mjs'),
  ...of(['typescript'], '.ts .tsx .cts .mts'),
  ...of(['python'], '.py .pyi'),
  ...of(['go'], '.go'),
  ...of(['java'], '.java'),
  ...of(['ruby'], '.rb'),
  ...of(['php'], '.php .phtml .tpl'),
  ...of(['csharp'], '.cs'),
  ...of(['kotlin'], '.kt .kts .ktm'),
  ...of(['rust'], '.rs'),
  ...of(['c'], '.c'),
  // A header may be either's.
  ...of(['c', 'cpp'], '.h'),
  ...of(['cpp'], '.cc .cpp .cxx .c++ .hh .hpp .hxx .h++ .ipp .tpp .inl'),
  ...of(['bash'], '.sh .bash'),
  ...of(['yaml'], '.yml .yaml'),
  ...of(['json'], '.json .ipynb'),
  ...of(['dockerfile'], '.dockerfile'),
  ...of(['terraform'], '.tf .hcl .tfvars .tofu'),
  ...of(['html'], '.html .htm'),
};

function of(languages: readonly PatternLanguage[], extensions: string) {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, languages]));
}

const INTERPRETERS: Readonly<Record<string, PatternLanguage>> = {
  ...Object.fromEntries(['sh', 'bash', 'dash', 'zsh', 'ksh'].map((shell) => [shell, 'bash'])),
  ...Object.fromEntries(['python', 'python2', 'python3'].map((python) => [python, 'python'])),
  node: 'javascript',
  nodejs: 'javascript',
  ruby: 'ruby',
  php: 'php',
};

/** Rules for any text look at every file. */
const ANY_TEXT: readonly PatternLanguage[] = ['generic', 'regex'];

/** The languages whose rules look at a file. `head`: its first line. */
export function targetLanguages(path: string, head: string): readonly PatternLanguage[] {
  const name = posix.basename(path);
  const extension = posix.extname(name).toLowerCase();
  const own = EXTENSIONS[extension] ?? languagesOfName(name) ?? (extension === '' ? languagesOfHead(head) : []);
  return [...own, ...ANY_TEXT];
}

function languagesOfName(name: string): readonly PatternLanguage[] | undefined {
  return /^(?:docker|container)file(?:\.|$)/i.test(name) ? ['dockerfile'] : undefined;
}

function languagesOfHead(head: string): readonly PatternLanguage[] {
  const interpreter = interpreterOf(head);
  return interpreter !== undefined && Object.hasOwn(INTERPRETERS, interpreter) ? [INTERPRETERS[interpreter]!] : [];
}
