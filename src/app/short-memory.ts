/** What was read a moment ago, for what is asked for very often: each thing for a short time, the latest so many of them. */
export class ShortMemory<Key, Value> {
  readonly #kept = new Map<Key, { value: Value; until: number }>();
  readonly #keepMs: number;
  readonly #most: number;

  constructor({ keepMs, most }: { keepMs: number; most: number }) {
    this.#keepMs = keepMs;
    this.#most = most;
  }

  /** What is kept under a key, or else what `read` gives, which is kept from now on. */
  async get(key: Key, read: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(key);
    if (known && known.until > performance.now()) return known.value;
    const value = await read();
    this.#kept.delete(key);
    if (this.#kept.size >= this.#most) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(key, { value, until: performance.now() + this.#keepMs });
    return value;
  }

  /** Whatever is kept under the keys that the question is true of is read again the next time. */
  forget(is: (key: Key) => boolean): void {
    for (const key of this.#kept.keys()) if (is(key)) this.#kept.delete(key);
  }
}
