import { LANGUAGE_TABLE } from './language-table.ts';

export interface LinguistLanguage {
  readonly name: string;
  readonly type: 'programming' | 'markup' | 'data' | 'prose';
}

/** How GitHub's Linguist knows languages. Read once, when first asked. */
export interface Linguist {
  byFileName(name: string): LinguistLanguage | undefined;
  /** With its dot, in lower case. */
  byExtension(extension: string): LinguistLanguage | undefined;
  byInterpreter(interpreter: string): LinguistLanguage | undefined;
  /** By name or alias, in any case; blanks may be written as `-`, as in .gitattributes. */
  byName(name: string): LinguistLanguage | undefined;
}

let table: Linguist | undefined;

export function linguist(): Linguist {
  table ??= readTable(LANGUAGE_TABLE);
  return table;
}

/**
 * What a shared extension means where nothing else tells. Linguist looks into the file; these are what it comes to for
 * nearly all of them. Other shared extensions go to the language that names them first, then to the first by name.
 */
const USUAL_MEANING: Readonly<Record<string, string>> = {
  '.cfg': 'INI',
  '.cl': 'OpenCL',
  '.cls': 'TeX',
  '.cgi': 'Perl',
  '.d': 'D',
  '.es': 'JavaScript',
  '.f': 'Fortran',
  '.for': 'Fortran',
  '.fs': 'F#',
  '.gd': 'GDScript',
  '.gml': 'XML',
  '.h': 'C',
  '.hh': 'C++',
  '.html': 'HTML',
  '.json': 'JSON',
  '.lisp': 'Common Lisp',
  '.m': 'Objective-C',
  '.md': 'Markdown',
  '.ml': 'OCaml',
  '.mm': 'Objective-C++',
  '.mod': 'Linux Kernel Module',
  '.odin': 'Odin',
  '.php': 'PHP',
  '.pl': 'Perl',
  '.plist': 'XML Property List',
  '.pm': 'Perl',
  '.pp': 'Puppet',
  '.properties': 'Java Properties',
  '.r': 'R',
  '.re': 'Reason',
  '.rs': 'Rust',
  '.sc': 'Scala',
  '.sol': 'Solidity',
  '.spec': 'RPM Spec',
  '.sql': 'SQL',
  '.st': 'Smalltalk',
  '.t': 'Perl',
  '.toc': 'TeX',
  '.ts': 'TypeScript',
  '.tsx': 'TSX',
  '.txt': 'Text',
  '.v': 'Verilog',
  '.yaml': 'YAML',
  '.yml': 'YAML',
};

function readTable(text: string): Linguist {
  const names = new Map<string, LinguistLanguage>();
  const aliases = new Map<string, LinguistLanguage>();
  const fileNames = new Map<string, LinguistLanguage>();
  const interpreters = new Map<string, LinguistLanguage>();
  const extensions = new Map<string, { language: LinguistLanguage; rank: number }>();
  for (const row of text.trim().split('\n')) {
    const [name = '', type, ...lists] = row.split('|');
    const language: LinguistLanguage = { name, type: type as LinguistLanguage['type'] };
    const [ownExtensions, ownFileNames, ownInterpreters, ownAliases] = lists.map((list) =>
      list.split(',').filter(Boolean),
    );
    names.set(name.toLowerCase(), language);
    ownExtensions?.forEach((extension, index) => {
      const rank = USUAL_MEANING[extension.toLowerCase()] === name ? -1 : Math.min(index, 1);
      const known = extensions.get(extension.toLowerCase());
      if (!known || rank < known.rank) extensions.set(extension.toLowerCase(), { language, rank });
    });
    for (const fileName of ownFileNames ?? []) setOnce(fileNames, fileName, language);
    for (const interpreter of ownInterpreters ?? []) setOnce(interpreters, interpreter, language);
    for (const alias of ownAliases ?? []) setOnce(aliases, alias.toLowerCase(), language);
  }
  // Linguist gives `node` to TypeScript as well; a script without an extension is JavaScript.
  interpreters.set('node', names.get('javascript')!);
  return {
    byFileName: (name) => fileNames.get(name),
    byExtension: (extension) => extensions.get(extension)?.language,
    byInterpreter: (interpreter) => interpreters.get(interpreter),
    byName(name) {
      const key = name.toLowerCase();
      return names.get(key) ?? aliases.get(key) ?? names.get(key.replaceAll('-', ' '));
    },
  };
}

function setOnce(map: Map<string, LinguistLanguage>, key: string, language: LinguistLanguage): void {
  if (!map.has(key)) map.set(key, language);
}
