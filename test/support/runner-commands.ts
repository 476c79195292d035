/** A command as a runner reads it from a step's standard output. */
export interface RunnerCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * What a runner takes for commands in a log: `::name key=value::data` where a line begins, and the older `##[name key=value]data`
 * anywhere in it. More generous than the runner, which knows some names alone.
 * Source: github.com/actions/runner, `ActionCommand.TryParseV2` and `ActionCommand.TryParse`
 */
export function readCommands(log: string): RunnerCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, info = '', data = ''] = /^[\s\u0085]*::(.*?)::(.*)$/su.exec(line) ?? [];
    if (info !== '') return [commandOf(info, { data, separator: ',' })];
    const [, older = '', rest = ''] = /##\[(.*?)\](.*)$/su.exec(line) ?? [];
    return older === '' ? [] : [commandOf(older, { data: rest, separator: ';' })];
  });
}

function commandOf(info: string, { data, separator }: { readonly data: string; readonly separator: string }) {
  const [command = '', ...rest] = info.trim().split(' ');
  const properties = rest
    .join(' ')
    .split(separator)
    .flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at), unescape(pair.slice(at + 1))] as const];
    });
  return { command, properties: Object.fromEntries(properties), data: unescape(data) };
}

function unescape(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
