import { extname } from 'node:path';
import type { Configuration } from '../engine/config/configuration.ts';
import type { Format } from '../engine/report/formats.ts';
import type { RenderOptions } from '../engine/report/render-report.ts';
import { visible } from '../engine/report/visible.ts';
import { CONCLUSION_WORDS } from '../engine/report/view/words.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { Snapshot } from '../engine/source/source.ts';
import { UsageError } from './exit-codes.ts';
import type { OutputArgument } from './program.ts';
import { writeWhole } from './write-whole.ts';

/** A format and the file it goes to; absent: standard output. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

const FORMAT_OF_EXTENSION: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.json': 'json',
  '.sarif': 'sarif',
  '.html': 'html',
  '.pdf': 'pdf',
  '.xml': 'junit',
  '.txt': 'pretty',
};

/** Pairs each `--output` with the `--format` before it; one without takes the format its extension tells. */
export function pairOutputs(args: readonly OutputArgument[]): Output[] {
  const outputs: { format: Format; file?: string }[] = [];
  let open = false;
  for (const arg of args) {
    if ('format' in arg) {
      outputs.push({ format: arg.format });
      open = true;
    } else if (open) {
      const output = outputs.at(-1)!;
      if (arg.output !== '-') output.file = fitting(arg.output, output.format);
      open = false;
    } else {
      const format = FORMAT_OF_EXTENSION[extname(arg.output)];
      if (!format) throw new UsageError(`--output ${arg.output}: put its --format before it.`);
      outputs.push({ format, file: arg.output });
    }
  }
  if (outputs.length === 0) return [{ format: 'pretty' }];
  const toTerminal = outputs.filter((output) => output.file === undefined);
  if (toTerminal.length > 1) {
    const formats = toTerminal.map((output) => output.format).join(' and ');
    throw new UsageError(`${formats} cannot both go to standard output: give all but one an --output.`);
  }
  return outputs;
}

/** Extensions of more than one format. */
const SHARED_EXTENSIONS: ReadonlySet<string> = new Set(['.json', '.xml', '.txt']);

/** A page is no place for the terminal's text: most likely the two options are meant apart. */
function fitting(file: string, format: Format): string {
  const extension = extname(file);
  const told = FORMAT_OF_EXTENSION[extension];
  const isShared = SHARED_EXTENSIONS.has(extension) && format !== 'pretty';
  if (told === undefined || told === format || isShared) return file;
  throw new UsageError(
    `--format ${format} --output ${file}: a ${extension} file is ${told}. For both, write --output ${file} --format ${format}.`,
  );
}

interface WriteOptions {
  readonly outputs: readonly Output[];
  readonly quiet: boolean;
  readonly configuration: Configuration;
  readonly head: Snapshot;
  readonly templates: string | undefined;
}

/** Renders and writes every report asked for; those for files first, so that a terminal's last lines name them. */
export async function writeReports(result: ReviewResult, asked: WriteOptions): Promise<void> {
  const { outputs } = asked;
  const { DEFAULT_COLUMNS, readLogo, renderReport } = await import('../engine/report/render-report.ts');
  const options = renderOptions(asked, {
    columns: process.stdout.columns ?? DEFAULT_COLUMNS,
    logo: () => readLogo(asked.configuration, asked.head),
  });
  const made: string[] = [];
  // What makes the PDF is not ours, and could end the process: by then the others are written.
  const ordered = outputs.toSorted((a, b) => Number(a.format === 'pdf') - Number(b.format === 'pdf'));
  for (const { format, file } of ordered) {
    if (file !== undefined) made.push(...writeWhole(file, await renderReport(format, result, options)));
  }
  for (const { format, file } of outputs) {
    if (file === undefined) process.stdout.write(await renderReport(format, result, options));
  }
  if (!asked.quiet) process.stderr.write(lastWords(result, outputs, made));
}

function renderOptions(
  asked: WriteOptions,
  { columns, logo }: { readonly columns: number; readonly logo: NonNullable<RenderOptions['logo']> },
): RenderOptions {
  const { consultant } = asked.configuration.report;
  const wholeReport = asked.outputs.find(({ format }) => format === 'html')?.file;
  return {
    ...(consultant && { consultant }),
    logo,
    templates: asked.templates,
    pretty: {
      colour: process.stdout.isTTY && !process.env.NO_COLOR,
      columns,
      quiet: asked.quiet,
      ...(wholeReport !== undefined && { wholeReport }),
    },
  };
}

/** The verdict, where standard output got no report that tells it to people, and where the other reports are. */
function lastWords({ verdict }: ReviewResult, outputs: readonly Output[], made: readonly string[]): string {
  const told = outputs.some(({ format, file }) => file === undefined && (format === 'pretty' || format === 'markdown'));
  const files = outputs.flatMap((output) => output.file ?? []);
  return [
    ...(told ? [] : [`${CONCLUSION_WORDS[verdict.conclusion]}: ${visible(verdict.headline)}\n`]),
    ...(files.length === 0 ? [] : [`Written: ${files.map(visible).join(', ')}\n`]),
    ...(made.length === 0 ? [] : [`New folder: ${made.map(visible).join(', ')}\n`]),
  ].join('');
}
