import type { Templates } from './templates.ts';
import { checkTemplate, type ParsedTemplate } from './check-template.ts';
import { VALUE_HELPERS } from './helpers.ts';
import { loadPrecompiled } from './precompiled-templates.ts';
import { ENTRIES, isPartOf, type TemplateEntry } from './template-entries.ts';
import { filesOf, fileReader, templateNames } from './template-files.ts';
import { optionsFor, parseTemplate, programOf } from './template-programs.ts';

export type { Templates } from './templates.ts';
export type { TemplateEntry } from './template-entries.ts';
export { locateTemplates } from './template-files.ts';

/**
 * The program's templates; a file of the same name in `folder` takes the place of one of them.
 * Throws a {@link TemplateError} naming file and line for a template that does not parse, names an unknown field or
 * helper, or stands for none of ours.
 */
export async function loadTemplates(folder?: string): Promise<Templates> {
  const precompiled = folder === undefined ? await loadPrecompiled() : undefined;
  return precompiled ?? compileTemplates(folder);
}

async function compileTemplates(folder: string | undefined): Promise<Templates> {
  const { default: handlebars } = await import('handlebars');
  const files = filesOf(folder);
  const parsed = new Map<string, ParsedTemplate>();
  const parse = (name: string): ParsedTemplate | undefined => {
    const file = files.get(`${name}.hbs`);
    if (file === undefined) return undefined;
    const known = parsed.get(name) ?? parseTemplate(handlebars.parse, file);
    parsed.set(name, known);
    return known;
  };
  if (folder !== undefined) {
    const all = new Map<string, ParsedTemplate>();
    for (const name of templateNames(files)) {
      const template = parse(name);
      if (template !== undefined) all.set(name, template);
    }
    for (const [entry, { schema }] of Object.entries(ENTRIES)) checkTemplate(entry, all, schema);
  }
  const compiled = new Map<string, (context: object) => string>();
  const compileEntry = (entry: TemplateEntry): ((context: object) => string) => {
    const known = compiled.get(entry);
    if (known !== undefined) return known;
    const environment = handlebars.create();
    for (const [name, helper] of Object.entries(VALUE_HELPERS)) environment.registerHelper(name, helper);
    const { writes } = ENTRIES[entry];
    const compile = (name: string): HandlebarsTemplateDelegate => {
      const template = parse(name);
      if (template === undefined) throw new Error(`The template ${name}.hbs is missing. Install Plumbline again.`);
      return environment.compile(programOf(template, writes), optionsFor(writes));
    };
    for (const name of templateNames(files)) {
      if (name !== entry && isPartOf(writes, name)) environment.registerPartial(name, compile(name));
    }
    const template = compile(entry);
    compiled.set(entry, template);
    return template;
  };
  return { render: (entry, context) => compileEntry(entry)(context), file: fileReader(files) };
}
