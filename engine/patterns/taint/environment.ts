import type { Variable } from '../facts/scopes.ts';
import { CLEAN, isClean, merge, type Value } from './value.ts';

/** A variable as scopes know it, or by name where they do not. */
export type VariableKey = Variable | string;

/** What the variables hold at a point of the program. */
export class Environment {
  readonly #values: Map<VariableKey, Value>;
  /** Nothing after this point is reached: the branch returned or threw. */
  left = false;

  constructor(values: Iterable<readonly [VariableKey, Value]> = []) {
    this.#values = new Map(values);
  }

  get(key: VariableKey): Value {
    return this.#values.get(key) ?? CLEAN;
  }

  set(key: VariableKey, value: Value): void {
    if (isClean(value)) this.#values.delete(key);
    else this.#values.set(key, value);
  }

  copy(): Environment {
    const copy = new Environment(this.#values);
    copy.left = this.left;
    return copy;
  }

  /** Becomes what holds if any of the branches was taken; one that was left does not count. */
  become(branches: readonly Environment[]): void {
    const open = branches.filter((branch) => !branch.left);
    this.left = open.length === 0;
    const counted = open.length > 0 ? open : branches;
    const merged = new Map<VariableKey, Value>();
    for (const branch of counted) {
      for (const [key, value] of branch.#values) merged.set(key, merge(merged.get(key) ?? CLEAN, value));
    }
    this.#values.clear();
    for (const [key, value] of merged) this.#values.set(key, value);
  }
}
