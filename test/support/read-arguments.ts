import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The options of a developers' program. With `--help`, and where they are wrong, its usage is printed and the program ends. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
) {
  const config = { options: { ...options, help: { type: 'boolean', short: 'h' } } } as const;
  try {
    const { values } = parseArgs(config);
    if (!('help' in values)) return parseArgs({ options }).values;
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    process.exit(2);
  }
}
