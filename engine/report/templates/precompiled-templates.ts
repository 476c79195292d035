import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VALUE_HELPERS } from './helpers.ts';
import { ENTRIES, isEntry, isPartOf, type Escaping } from './template-entries.ts';
import { fileReader, filesOf, locateTemplates, templateNames } from './template-files.ts';
import type { Templates } from './templates.ts';
import { optionsFor, parseTemplate, programOf } from './template-programs.ts';

/** Beside the folder of templates of a built program: to compile them takes longer than to render. */
export const PRECOMPILED_FILE = 'precompiled-templates.js';

type Precompiled = Readonly<Record<Escaping, Readonly<Record<string, TemplateSpecification>>>>;

/** Text of {@link PRECOMPILED_FILE}: the program's own templates as JavaScript. */
export async function precompileTemplates(): Promise<string> {
  const { default: handlebars } = await import('handlebars');
  const files = filesOf(undefined);
  const kinds = (['html', 'markdown', 'text'] as const).map((writes) => {
    const names = templateNames(files).filter((name) => isPartOf(writes, name) || isEntry(writes, name));
    const specifications = names.map((name) => {
      const template = parseTemplate(handlebars.parse, files.get(`${name}.hbs`)!);
      const code = handlebars.precompile(programOf(template, writes), optionsFor(writes)) as string;
      return `${JSON.stringify(name)}: ${code}`;
    });
    return `${writes}: {\n${specifications.join(',\n')}\n}`;
  });
  return `export default {\n${kinds.join(',\n')}\n};\n`;
}

/** Undefined where the program is not built. */
export async function loadPrecompiled(): Promise<Templates | undefined> {
  const files = filesOf(undefined);
  const module = join(dirname(locateTemplates()), PRECOMPILED_FILE);
  if (!existsSync(module)) return undefined;
  const [{ default: handlebars }, { default: kinds }] = await Promise.all([
    // Its types say nothing.
    import('handlebars/runtime.js') as Promise<object> as Promise<{ readonly default: typeof Handlebars }>,
    import(pathToFileURL(module).href) as Promise<{ readonly default: Precompiled }>,
  ]);
  const environments = new Map<Escaping, typeof Handlebars>();
  const environmentFor = (writes: Escaping): typeof Handlebars => {
    const known = environments.get(writes);
    if (known !== undefined) return known;
    const environment = handlebars.create();
    for (const [name, helper] of Object.entries(VALUE_HELPERS)) environment.registerHelper(name, helper);
    for (const [name, specification] of Object.entries(kinds[writes])) {
      environment.registerPartial(name, environment.template(specification));
    }
    environments.set(writes, environment);
    return environment;
  };
  return {
    render(entry, context) {
      const { writes } = ENTRIES[entry];
      return environmentFor(writes).template<object>(kinds[writes][entry]!)(context);
    },
    file: fileReader(files),
  };
}
