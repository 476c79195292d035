import type { Term, TermTree } from '../term.ts';

/**
 * What Terraform's files give names to: `local.x` by `locals { x = … }`, `var.x` by `variable "x" { default = … }`. What
 * is given more than once has no known value.
 */
export function hclValues(file: TermTree): ReadonlyMap<string, Term> {
  const values = new Map<string, Term>();
  const doubled = new Set<string>();
  const give = (name: string, value: Term): void => {
    if (values.has(name)) doubled.add(name);
    values.set(name, value);
  };
  for (const { children } of file.root.children.filter(({ kind }) => kind === 'Section')) {
    const [type, labels, contents] = children;
    const label = labels!.children[0];
    for (const pair of contents!.children[0]!.children.filter(({ kind }) => kind === 'Pair')) {
      const [key, value] = pair.children;
      if (type!.value === 'locals') give(`local.${key!.value}`, value!);
      if (type!.value === 'variable' && label && key!.value === 'default') give(`var.${label.value}`, value!);
    }
  }
  for (const name of doubled) values.delete(name);
  return values;
}
