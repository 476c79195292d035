import type { ParsedTemplate } from './check-template.ts';
import { BLOCK_HELPERS, VALUE_HELPERS } from './helpers.ts';
import type { Escaping } from './template-entries.ts';
import { TemplateError } from './template-error.ts';
import { readTemplate } from './template-files.ts';

export function parseTemplate(parse: (source: string) => hbs.AST.Program, file: string): ParsedTemplate {
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

export function programOf({ program }: ParsedTemplate, writes: Escaping): hbs.AST.Program {
  return writes === 'markdown' ? escapedForMarkdown(program) : program;
}

export function optionsFor(writes: Escaping) {
  return { ...COMPILE_OPTIONS, noEscape: writes !== 'html' };
}

const COMPILE_OPTIONS = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries([...BLOCK_HELPERS, ...Object.keys(VALUE_HELPERS)].map((name) => [name, true])),
  preventIndent: true,
};

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
