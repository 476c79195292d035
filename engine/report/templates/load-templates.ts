import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { findAsset } from '../../assets.ts';
import { fileTrouble } from '../../file-trouble.ts';
import { annotationView } from '../github/annotation-view.ts';
import { answerView } from '../github/answer-view.ts';
import { checkViewSchema } from '../github/check-view.ts';
import { projectCheckView } from '../github/project-view.ts';
import { suggestionsView, suggestionView } from '../github/suggestion-view.ts';
import { statusView } from '../github/status-view.ts';
import { reportViewSchema } from '../report-view.ts';
import { htmlContextSchema } from '../html/html-context.ts';
import { checkTemplate, type ParsedTemplate } from './check-template.ts';
import { BLOCK_HELPERS, VALUE_HELPERS } from './helpers.ts';
import { TemplateError } from './template-error.ts';

/** Templates to render with, and the plain files (styles, script, Typst) that stand beside them. */
export interface Templates {
  /** Renders an entry template such as `html/report` with a context of its schema. */
  render(name: TemplateEntry, context: object): string;
  /** Text of a file such as `html/report.css`. */
  file(name: string): string;
}

/** What is rendered as a whole; all the other templates are partials of these. */
const ENTRIES = {
  'html/report': { schema: htmlContextSchema, writes: 'html' },
  'markdown/report': { schema: reportViewSchema, writes: 'markdown' },
  'github/check-summary': { schema: checkViewSchema, writes: 'markdown' },
  'github/check-text': { schema: checkViewSchema, writes: 'markdown' },
  'github/check-project': { schema: projectCheckView, writes: 'markdown' },
  'github/check-status': { schema: statusView, writes: 'markdown' },
  'github/comment': { schema: checkViewSchema, writes: 'markdown' },
  'github/suggestion': { schema: suggestionView, writes: 'markdown' },
  'github/suggestions': { schema: suggestionsView, writes: 'markdown' },
  'github/answer': { schema: answerView, writes: 'markdown' },
  'github/annotation': { schema: annotationView, writes: 'text' },
} as const satisfies Record<string, { schema: z.ZodType; writes: Escaping }>;
export type TemplateEntry = keyof typeof ENTRIES;

/** How a value is escaped; plain text is not. */
type Escaping = 'html' | 'markdown' | 'text';

/** Whose parts an entry may take in: those of what it writes. */
const PARTS = {
  html: ['html/'],
  markdown: ['markdown/', 'github/'],
  text: [],
} as const satisfies Record<Escaping, readonly string[]>;

/** A template is written by hand: more than this is not one. */
const MOST_BYTES = 1_000_000;

/** The folder of templates that the program brings along. Throws where the installation is incomplete. */
export function locateTemplates(): string {
  const folder = findAsset('report-templates');
  if (folder === undefined) throw new Error('The folder report-templates is missing. Install Plumbline again.');
  return folder;
}

/**
 * The program's templates; a file of the same name in `folder` takes the place of one of them.
 * Throws a {@link TemplateError} naming file and line for a template that does not parse, names an unknown field or
 * helper, or stands for none of ours.
 */
export async function loadTemplates(folder?: string): Promise<Templates> {
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
      const program = writes === 'markdown' ? escapedForMarkdown(template.program) : template.program;
      return environment.compile(program, { ...COMPILE_OPTIONS, noEscape: writes !== 'html' });
    };
    for (const name of templateNames(files)) {
      if (name !== entry && PARTS[writes].some((folder) => name.startsWith(folder)))
        environment.registerPartial(name, compile(name));
    }
    const template = compile(entry);
    compiled.set(entry, template);
    return template;
  };
  return {
    render: (entry, context) => compileEntry(entry)(context),
    file: (name) => {
      const path = files.get(name);
      if (path === undefined) throw new Error(`The file report-templates/${name} is missing. Install Plumbline again.`);
      return readTemplate(path);
    },
  };
}

const COMPILE_OPTIONS = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries([...BLOCK_HELPERS, ...Object.keys(VALUE_HELPERS)].map((name) => [name, true])),
  preventIndent: true,
};

function parseTemplate(parse: (source: string) => hbs.AST.Program, file: string): ParsedTemplate {
  try {
    return { file, program: parse(readTemplate(file)) };
  } catch (cause) {
    if (cause instanceof TemplateError || !(cause instanceof Error)) throw cause;
    const line = /line (\d+)/.exec(cause.message)?.[1];
    throw new TemplateError({
      file,
      line: line === undefined ? undefined : Number(line),
      message: `this does not parse. ${cause.message}`,
      cause,
    });
  }
}

/** Paths of the files by their name below the folder of templates. */
function filesOf(own: string | undefined): Map<string, string> {
  const defaults = locateTemplates();
  const files = new Map(listFiles(defaults).map((name) => [name, join(defaults, name)]));
  if (own === undefined) return files;
  const ownFiles = listOwnFiles(own);
  if (ownFiles.length === 0) {
    const message =
      'this folder holds no templates: they stand in github, html, markdown and pdf below it, named as ours';
    throw new TemplateError({ file: own, message });
  }
  for (const name of ownFiles) {
    if (!files.has(name)) {
      throw new TemplateError({
        file: join(own, name),
        message: `there is no template of this name. Templates: ${[...files.keys()].sort().join(', ')}`,
      });
    }
    files.set(name, join(own, name));
  }
  return files;
}

function listOwnFiles(own: string): string[] {
  try {
    readdirSync(own);
    return listFiles(own).filter((name) => /\.(?:hbs|css|js|typ)$/.test(name));
  } catch (cause) {
    const trouble = notAFolder(cause) ? 'it is a file' : fileTrouble(cause);
    throw new TemplateError({ file: own, message: `this folder of templates cannot be read: ${trouble}`, cause });
  }
}

function notAFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
}

/** Files in the folders of the formats, as `html/report.hbs`. */
function listFiles(folder: string): string[] {
  const names: string[] = [];
  for (const format of ['github', 'html', 'markdown', 'pdf']) {
    if (!existsSync(join(folder, format))) continue;
    for (const entry of readdirSync(join(folder, format), { withFileTypes: true })) {
      if (entry.isFile()) names.push(`${format}/${entry.name}`);
    }
  }
  return names.sort();
}

function readTemplate(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TemplateError({ file: path, message: `this template cannot be read: ${fileTrouble(cause)}`, cause });
  }
  if (text.length > MOST_BYTES) throw new TemplateError({ file: path, message: 'this is too large for a template' });
  return text;
}

function templateNames(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((name) => name.endsWith('.hbs')).map((name) => name.slice(0, -'.hbs'.length));
}

/** The same program with `{{value}}` written as `{{mdText value}}`: in Markdown, other signs are special than in HTML. */
function escapedForMarkdown(program: hbs.AST.Program): hbs.AST.Program {
  return {
    ...program,
    body: program.body.map((statement) => {
      if (statement.type === 'BlockStatement') {
        const block = statement as hbs.AST.BlockStatement;
        return {
          ...block,
          ...(block.program === undefined ? {} : { program: escapedForMarkdown(block.program) }),
          ...(block.inverse === undefined ? {} : { inverse: escapedForMarkdown(block.inverse) }),
        };
      }
      const mustache = statement as hbs.AST.MustacheStatement;
      if (statement.type !== 'MustacheStatement' || mustache.params.length > 0) return statement;
      const path = {
        type: 'PathExpression',
        data: false,
        depth: 0,
        parts: ['mdText'],
        original: 'mdText',
        loc: statement.loc,
      };
      return { ...mustache, path, params: [mustache.path] };
    }),
  };
}
