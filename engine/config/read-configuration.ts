import { posix } from 'node:path';
import type { Place } from '../findings/finding.ts';
import { closest } from './closest.ts';
import type { Configuration, ConfigurationProblem, RuleSetting } from './configuration.ts';
import { explainIssue, nameOf, quote } from './explain-issue.ts';
import { knownKeys } from './known-keys.ts';
import { mergeLayers } from './merge-layers.ts';
import { PACKS, RECOMMENDED_PACK } from './packs.ts';
import type { YamlFile } from './read-yaml.ts';
import { isOtherToolsRule, matchesRule } from './rule-pattern.ts';
import { CONFIGURATION_FILE, configurationSchema, type ConfigurationInput } from './schema.ts';

export interface ConfigurationSource {
  /** The file's text; absent: there is none, and the defaults hold. */
  readonly text?: string | undefined;
  /** Its path from the root of the repository. Default: `.plumbline.yml`. */
  readonly file?: string;
  /** What can be extended by name. Default: the packs that come with Plumbline. */
  readonly packs?: Readonly<Record<string, unknown>>;
  /** Reads a file of the repository for `extends`, from the root; nothing where there is none. */
  readonly readFile?: (path: string) => Promise<string | undefined>;
  /** The folder that all it extends must be in, named like `file`. Default: the root of the repository. */
  readonly root?: string;
  /** Ids of all rules; without them rule names are not checked. */
  readonly knownRules?: Iterable<string>;
}

export interface ReadConfiguration {
  /** Layers with a mistake are left out of it, so with problems it is not what was asked for. */
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** One pack or file, checked. */
interface Layer {
  readonly name: string;
  readonly value: unknown;
  readonly yaml?: YamlFile;
}

/** Ours: what a configuration may extend in all, however it branches. */
const MAX_LAYERS = 20;
/** Ours: who makes more mistakes than this will look at the first of them. */
const MAX_PROBLEMS = 100;

/** Reads a configuration with all that it extends. Never throws for what stands in the files. */
export async function readConfiguration(source: ConfigurationSource): Promise<ReadConfiguration> {
  const file = source.file ?? CONFIGURATION_FILE;
  const reading = new Reading(source);
  const own = await reading.parseFile(file, source.text ?? '');
  const extended = extendsOf(own.value) ?? (reading.hasPack(RECOMMENDED_PACK) ? [RECOMMENDED_PACK] : []);
  await reading.addWithExtended(own, { chain: [file], extended });
  const layers = reading.layers;
  return { configuration: resolve(layers), problems: reading.problems };
}

/** What an empty configuration means. */
export function defaultConfiguration(): Configuration {
  return resolve([]);
}

/** The state of one reading: layers in the order they apply, and what is wrong with them. */
class Reading {
  readonly layers: Layer[] = [];
  readonly problems: ConfigurationProblem[] = [];
  readonly #source: ConfigurationSource;
  readonly #packs: Readonly<Record<string, unknown>>;
  readonly #rules: readonly string[] | undefined;

  constructor(source: ConfigurationSource) {
    this.#source = source;
    this.#packs = source.packs ?? PACKS;
    this.#rules = source.knownRules && [...source.knownRules];
  }

  hasPack(name: string): boolean {
    return Object.hasOwn(this.#packs, name);
  }

  async parseFile(name: string, text: string): Promise<Layer> {
    // Most repositories configure nothing: then the parser is not even loaded.
    if (text === '') return { name, value: {} };
    const { readYaml } = await import('./read-yaml.ts');
    const yaml = readYaml(text, name);
    this.problems.push(...yaml.problems);
    return { name, value: yaml.value ?? {}, yaml };
  }

  /** First what the layer extends, then the layer itself. */
  async addWithExtended(
    layer: Layer,
    { chain, extended }: { chain: readonly string[]; extended: readonly string[] },
  ): Promise<void> {
    for (const [index, name] of extended.entries()) {
      const path = typeof Reflect.get(Object(layer.value), 'extends') === 'string' ? ['extends'] : ['extends', index];
      const found = await this.#find(name, layer, path);
      if (!found) continue;
      if (chain.includes(found.name)) {
        this.#report(layer, {
          path,
          message: `${[...chain, found.name].map(quote).join(' extends ')}: this goes round in a circle.`,
        });
        continue;
      }
      if (this.layers.length + chain.length > MAX_LAYERS) {
        this.#report(layer, { path, message: `More than ${MAX_LAYERS} packs and files are extended.` });
        return;
      }
      await this.addWithExtended(found, { chain: [...chain, found.name], extended: extendsOf(found.value) ?? [] });
    }
    if (this.#check(layer)) this.layers.push(layer);
  }

  async #find(name: string, from: Layer, path: readonly PropertyKey[]): Promise<Layer | undefined> {
    if (this.hasPack(name)) return { name, value: this.#packs[name] };
    if (!/^\.{1,2}\//.test(name)) {
      const suggestion = /\.ya?ml$/.test(name) ? `./${name}` : closest(name, Object.keys(this.#packs));
      const message = `There is no pack ${quote(name)}; expected ${Object.keys(this.#packs).join(', ')}, or a file such as ./team.yml.`;
      this.#report(from, { path, message, suggestion });
      return undefined;
    }
    const resolved = posix.normalize(posix.join(from.yaml ? posix.dirname(from.name) : '.', name));
    const { root } = this.#source;
    if (posix.relative(root ?? '.', resolved).startsWith('../')) {
      const limit = root === undefined ? 'the repository' : `the folder of ${this.#source.file ?? CONFIGURATION_FILE}`;
      this.#report(from, { path, message: `${quote(name)} lies outside ${limit}.` });
      return undefined;
    }
    const text = await this.#source.readFile?.(resolved);
    if (text !== undefined) return this.parseFile(resolved, text);
    this.#report(from, { path, message: `There is no file ${quote(resolved)} to extend.` });
    return undefined;
  }

  #check(layer: Layer): boolean {
    if (layer.yaml && layer.yaml.problems.length > 0) return false;
    const parsed = configurationSchema.safeParse(layer.value);
    for (const issue of parsed.error?.issues.slice(0, MAX_PROBLEMS) ?? []) {
      const keysAt = (path: readonly PropertyKey[]) => knownKeys(configurationSchema, path);
      for (const explanation of explainIssue(issue, layer.value, keysAt)) this.#report(layer, explanation);
    }
    if (parsed.success) this.#checkRules(layer, parsed.data);
    return parsed.success;
  }

  #checkRules(layer: Layer, value: ConfigurationInput): void {
    for (const rule of Object.keys(value.rules))
      this.#checkRule(layer, { rule, path: ['rules', rule], aboutKey: true });
    for (const [index, project] of value.projects.entries())
      for (const rule of Object.keys(project.rules ?? {}))
        this.#checkRule(layer, { rule, path: ['projects', index, 'rules', rule], aboutKey: true });
    for (const [index, { rule }] of value.suppressions.entries())
      if (rule !== undefined) this.#checkRule(layer, { rule, path: ['suppressions', index, 'rule'], aboutKey: false });
  }

  #checkRule(
    layer: Layer,
    at: { readonly rule: string; readonly path: readonly PropertyKey[]; readonly aboutKey: boolean },
  ): void {
    const rules = this.#rules;
    if (!rules || isOtherToolsRule(at.rule) || rules.some((id) => matchesRule(at.rule, id))) return;
    const where = at.aboutKey ? nameOf(at.path.slice(0, -1)) : nameOf(at.path);
    this.#report(layer, {
      ...at,
      message: `No rule is named ${quote(at.rule)} (in ${where}).`,
      suggestion: closest(at.rule, rules),
    });
  }

  #report(
    layer: Layer,
    found: { path: readonly PropertyKey[]; aboutKey?: boolean; message: string; suggestion?: string | undefined },
  ): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const range = found.aboutKey ? layer.yaml?.rangeOfKey(found.path) : layer.yaml?.rangeOf(found.path);
    this.problems.push({
      file: layer.name,
      line: range?.startLine ?? 1,
      column: range?.startColumn ?? 1,
      message: found.message,
      ...(found.suggestion !== undefined && { suggestion: found.suggestion }),
    });
  }
}

function extendsOf(value: unknown): readonly string[] | undefined {
  const given: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'extends') : undefined;
  if (typeof given === 'string') return [given];
  return Array.isArray(given) ? given.filter((name) => typeof name === 'string') : undefined;
}

function resolve(layers: readonly Layer[]): Configuration {
  const {
    version: _,
    extends: __,
    ...merged
  } = configurationSchema.parse(mergeLayers(layers.map(({ value }) => value)));
  const places = layers.flatMap(placesOfSuppressions);
  return {
    ...merged,
    rules: settingsOf(merged.rules),
    projects: merged.projects.map((project) => ({ ...project, rules: settingsOf(project.rules ?? {}) })),
    suppressions: merged.suppressions.map((suppression, index) => ({
      ...suppression,
      place: places[index] ?? { path: '' },
    })),
  };
}

/** In the order in which merging adds the layers' suppressions up. */
function placesOfSuppressions({ name, value, yaml }: Layer): Place[] {
  const suppressions: unknown = Reflect.get(Object(value), 'suppressions');
  if (!Array.isArray(suppressions)) return [];
  return suppressions.map((_, index) => ({
    path: name,
    ...(yaml && { range: yaml.rangeOf(['suppressions', index]) }),
  }));
}

function settingsOf(rules: ConfigurationInput['rules']): RuleSetting[] {
  return Object.entries(rules).map(([rule, given]) => {
    if (typeof given === 'string') return { rule, severity: given };
    const { severity, minutes, paths } = given;
    return {
      rule,
      ...(severity !== undefined && { severity }),
      ...(minutes !== undefined && { minutes }),
      ...(paths !== undefined && { paths }),
    };
  });
}
