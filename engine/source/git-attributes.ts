import { pathPattern, type PathPattern } from './path-pattern.ts';
import type { Snapshot } from './source.ts';
import { unquoteName } from './unquote-name.ts';

/** What .gitattributes say of one path: true (`name`), false (`-name`) or a value (`name=value`). */
export type Attributes = ReadonlyMap<string, string | boolean>;

/** The attributes of a whole tree. */
export type AttributesOf = (path: string) => Attributes;

/** A longer .gitattributes is not read past this, as in git (`ATTR_MAX_FILE_SIZE` is 100 MB there; none needs it). */
const MAX_ATTRIBUTES_BYTES = 1024 * 1024;

/** Rules looked at in one tree, at most: each costs a match for each path. */
export const MAX_ATTRIBUTE_RULES = 5000;

/** Reads every .gitattributes of a snapshot, from its own content: no file on disk, no configuration of git's. */
export async function readGitAttributes(snapshot: Snapshot): Promise<AttributesOf> {
  const files = snapshot.files.filter(
    (file) => /(^|\/)\.gitattributes$/.test(file.path) && /^(file|executable)$/.test(file.kind),
  );
  const readable = files.filter((file) => file.size <= MAX_ATTRIBUTES_BYTES);
  const read = await Promise.all(
    readable.map(async (file) => ({
      folder: file.path.slice(0, -'.gitattributes'.length),
      text: (await snapshot.read(file)).toString('utf8'),
    })),
  );
  return gitAttributes(read);
}

/** `folder` is '' or ends in `/`. Deeper folders win, and in one file the later line. */
export function gitAttributes(files: readonly { readonly folder: string; readonly text: string }[]): AttributesOf {
  const macros = new Map<string, Settings>([
    [
      'binary',
      [
        ['diff', false],
        ['merge', false],
        ['text', false],
      ],
    ],
  ]);
  const rules = [...files]
    .sort((a, b) => a.folder.length - b.folder.length)
    .flatMap(({ folder, text }) => text.split(/\r?\n/).flatMap((line) => ruleOf(line, { folder, macros })))
    .slice(0, MAX_ATTRIBUTE_RULES);
  return (path) => {
    const attributes = new Map<string, string | boolean>();
    for (const rule of rules) {
      if (path.startsWith(rule.folder) && rule.matches(path.slice(rule.folder.length))) {
        apply(rule.settings, attributes, macros);
      }
    }
    return attributes;
  };
}

/** `undefined`: `!name`, not said. */
type Settings = readonly (readonly [name: string, value: string | boolean | undefined])[];

interface Rule {
  readonly folder: string;
  readonly matches: PathPattern;
  readonly settings: Settings;
}

function ruleOf(line: string, context: { folder: string; macros: Map<string, Settings> }): Rule[] {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  const pattern = quoted ?? /^\S+/.exec(text)![0];
  const settings = text.slice(pattern.length).trim().split(/\s+/).filter(Boolean).map(settingOf);
  if (pattern.startsWith('[attr]')) {
    if (context.folder === '') context.macros.set(pattern.slice('[attr]'.length), settings);
    return [];
  }
  const name = quoted ? unquoteName(quoted) : pattern;
  // Git forbids negative patterns here, and one that ends in `/` matches no file.
  if (name.startsWith('!') || name.endsWith('/')) return [];
  return [{ folder: context.folder, matches: pathPattern(name), settings }];
}

function settingOf(text: string): Settings[number] {
  if (text.startsWith('-')) return [text.slice(1), false];
  if (text.startsWith('!')) return [text.slice(1), undefined];
  const equals = text.indexOf('=');
  return equals === -1 ? [text, true] : [text.slice(0, equals), text.slice(equals + 1)];
}

function apply(
  settings: Settings,
  attributes: Map<string, string | boolean>,
  macros: ReadonlyMap<string, Settings>,
): void {
  for (const [name, value] of settings) {
    const macro = value === true ? macros.get(name) : undefined;
    // A macro in a macro is not followed: git expands one level of its own `binary`, and deeper nests are hostile.
    for (const [inner, innerValue] of macro ?? []) set(attributes, inner, innerValue);
    set(attributes, name, value);
  }
}

function set(attributes: Map<string, string | boolean>, name: string, value: string | boolean | undefined): void {
  if (value === undefined) attributes.delete(name);
  else attributes.set(name, value);
}
