import type { RawFinding } from '../../findings/finding.ts';
import type { FileSpokenOf } from './hygiene-scope.ts';
import { WINDOWS_NAME } from './rules.ts';

/** learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001f]/;

export function windowsNames(files: readonly FileSpokenOf[]): RawFinding[] {
  return files.flatMap(({ file, old }) => {
    if (old?.path === file.path) return [];
    const name = file.path.split('/').find((part) => reasonAgainst(part) !== undefined);
    if (name === undefined) return [];
    return [
      {
        ruleId: WINDOWS_NAME.id,
        path: file.path,
        message: `Windows cannot hold ${JSON.stringify(name)}: ${reasonAgainst(name)!}.`,
        anchor: name,
      },
    ];
  });
}

function reasonAgainst(name: string): string | undefined {
  if (FORBIDDEN.test(name)) return 'it holds a character that is not allowed';
  if (/[. ]$/.test(name)) return 'it ends with a dot or a space';
  return RESERVED.test(name) ? 'the name is reserved for a device' : undefined;
}
