import type { Binding } from '../match.ts';

const METAVARIABLE = /\bvalue\((\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*)\)|\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\$\d+/g;

/**
 * Puts what metavariables stand for into a message or a fix: `$X`, `$...ARGS`, `$1`, and `value($X)` for the value that
 * it is known to have. Those that stand for nothing stay as they are.
 */
export function interpolate(text: string, bindings: ReadonlyMap<string, Binding>): string {
  return text.replace(METAVARIABLE, (written: string, valued: string | undefined) => {
    const binding = bindings.get(valued ?? written) ?? bindings.get(withoutEllipsis(valued ?? written));
    if (!binding) return written;
    return valued === undefined || binding.constant === undefined ? binding.text : String(binding.constant);
  });
}

/** `$...ARGS` may be written `$ARGS` and the other way round. */
function withoutEllipsis(name: string): string {
  return name.startsWith('$...') ? `$${name.slice(4)}` : `$...${name.slice(1)}`;
}
