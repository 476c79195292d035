import * as z from 'zod';
import { closest } from '../engine/config/closest.ts';
import { visible } from '../engine/report/visible.ts';
import { ActionError } from './action-error.ts';

/** Reports that the Action can write. A PDF takes a program that it does not carry: see native-parts.ts. */
export const REPORT_FORMATS = ['html', 'json', 'sarif', 'markdown', 'junit', 'pdf'] as const;
const SOME_FORMATS = `expected some of ${REPORT_FORMATS.join(', ')}`;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const list = z
  .string()
  .transform((text) =>
    [...blankBraces(text).matchAll(/[^\n,]+/g)]
      .map(({ index, 0: { length } }) => text.slice(index, index + length).trim())
      .filter((entry) => entry !== ''),
  );

/** As long as before: commas between the braces of a glob are its own. */
function blankBraces(text: string): string {
  const blanked = text.replace(/\{[^{}\n]*\}/g, (braces) => '_'.repeat(braces.length));
  return blanked === text ? text : blankBraces(blanked);
}

const globs = list.pipe(z.array(z.string()).min(1, 'expected paths'));
/** As YAML's core schema writes them. */
const flag = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.enum(['true', 'false'], 'expected true or false'))
  .transform((value) => value === 'true');

/** A token is shown there: only this machine is spoken to without encryption. */
const appUrl = z
  .string()
  .trim()
  .refine(isAppUrl, "expected the App's address, https://…")
  .transform((url) => url.replace(/\/+$/, ''));

function isAppUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && isLocal)) && !username && !password;
}

/** The inputs of action.yml, by their names there. An empty one is an absent one. */
const inputsSchema = z.object({
  token: z.string(),
  reports: list.pipe(z.array(z.enum(REPORT_FORMATS, SOME_FORMATS)).min(1, SOME_FORMATS)).default(['html', 'json']),
  coverage: globs.optional(),
  tests: globs.optional(),
  sarif: globs.optional(),
  'eslint-config': flag.default(false),
  'upload-sarif': flag.default(false),
  show: flag.default(true),
  cache: flag.optional(),
  'app-url': appUrl.optional(),
  measurements: z.string().trim().optional(),
  matrix: z.string().optional(),
});

export const INPUT_NAMES = Object.keys(inputsSchema.shape);

export type Inputs = z.output<typeof inputsSchema>;

const PREFIX = 'INPUT_';

/** Reads the inputs. Throws {@link ActionError} for one that is unknown, missing or wrong, and names it. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const given = Object.entries(env).flatMap(([name, value = '']) =>
    name.startsWith(PREFIX) && value.trim() !== '' ? [[name.slice(PREFIX.length).toLowerCase(), value] as const] : [],
  );
  for (const [name] of given) if (!INPUT_NAMES.includes(name)) throw unknownInput(name);
  const parsed = inputsSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const value = given.find(([own]) => own === name)?.[1];
  if (value === undefined) throw new ActionError(`The input ${name} is missing.`);
  throw new ActionError(`The input ${name} is wrong: ${issue?.message}, not ${JSON.stringify(visible(value))}.`);
}

function unknownInput(name: string): ActionError {
  const meant = closest(name, INPUT_NAMES);
  const hint = meant === undefined ? `Those there are: ${INPUT_NAMES.join(', ')}.` : `Did you mean ${meant}?`;
  return new ActionError(`There is no input ${visible(name)}. ${hint}`);
}
