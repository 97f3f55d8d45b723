/** Ids with one of them as the last used. */
export function touched(used: readonly string[], id: string): readonly string[] {
  return used.at(-1) === id ? used : [...used.filter((one) => one !== id), id];
}

/**
 * What goes so that at most `most` stay: of those that are not needed the ones that were not used for longest.
 * @param used the one used last at the end
 */
export function surplus(used: readonly string[], most: number, isNeeded: (id: string) => boolean): ReadonlySet<string> {
  const free = used.filter((id) => !isNeeded(id));
  return new Set(free.slice(0, Math.max(0, used.length - most)));
}

/** A record without some of its entries; the same one where it has none of them. */
export function without<Value>(
  entries: Readonly<Record<string, Value>>,
  isGone: (key: string, value: Value) => boolean,
): Readonly<Record<string, Value>> {
  const kept = Object.entries(entries).filter(([key, value]) => !isGone(key, value));
  return kept.length === Object.keys(entries).length ? entries : Object.fromEntries(kept);
}
