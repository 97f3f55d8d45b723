import type { Database, StoredRun } from "./database.ts";

/** Runs of studies that are kept over a reload, of all projects. */
export const MOST_STORED = 6;

/** Keys of the oldest, so that at most `most` stay. */
export function oldest(runs: readonly (readonly [key: string, at: number])[], most: number): readonly string[] {
  return runs
    .toSorted(([, a], [, b]) => b - a)
    .slice(most)
    .map(([key]) => key);
}

/** Keeps what a run came to under the hash of what was run; the oldest go. @throws DOMException where there is no room */
export async function storeRun(database: Database, hash: string, run: Omit<StoredRun, "at">): Promise<void> {
  const transaction = database.transaction("runs", "readwrite");
  await transaction.store.put({ at: Date.now(), ...run }, hash);
  const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
  const all = keys.map((key, k) => [key, values[k]?.at ?? 0] as const);
  for (const key of oldest(all, MOST_STORED)) await transaction.store.delete(key);
  await transaction.done;
}

export async function storedRun(database: Database, hash: string): Promise<StoredRun | null> {
  return (await database.get("runs", hash)) ?? null;
}

/** The runs of a project are kept no longer. */
export async function forgetRuns(database: Database, project: string): Promise<void> {
  const transaction = database.transaction("runs", "readwrite");
  for (const key of await transaction.store.getAllKeys()) {
    if ((await transaction.store.get(key))?.project === project) await transaction.store.delete(key);
  }
  await transaction.done;
}
