export function total(lines: readonly Line[]): number {
  // ruleid: js-console-leftover
  console.log('!!! here !!!');
  // ruleid: js-console-leftover
  console.log('asdf', lines);
  // ok: js-console-leftover
  console.log('totals were reset after the import');
  return lines.length;
}
