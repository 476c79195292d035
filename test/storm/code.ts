let version = 0;

/** A file with so many problems that fail the gate. No two are the same, so no two commits are. */
export function codeWith(problems: number): string {
  version += 1;
  const functions = Array.from(
    { length: problems },
    (_, index) => `export function stop${index}() {\n  debugger;\n}\n`,
  );
  return `export const version = ${version};\n${functions.join('')}`;
}
