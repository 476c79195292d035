/** Keeps the last value that was made, for what is asked for several times in a row. */
export class Latest<Value> {
  #key: readonly unknown[] = [];
  #value: Value | undefined;

  /** The kept value if it was made for the same key, else a new one. */
  get(key: readonly unknown[], make: () => Value): Value {
    const isKept =
      this.#value !== undefined && key.length === this.#key.length && key.every((part, at) => part === this.#key[at]);
    if (isKept) return this.#value!;
    this.#key = key;
    this.#value = make();
    return this.#value;
  }
}
