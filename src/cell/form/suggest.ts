/** Fewest insertions, deletions and replacements that turn `a` into `b` (Wagner & Fischer, J. ACM 21 (1974) 168). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, previous[j] + 1, row[j - 1] + 1));
    }
    previous = row;
  }
  return previous[b.length];
}

/** The end of a message about an unknown name: the nearest known one where it is near, and all of them. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return "There is none.";
  const plain = name.toLowerCase();
  const ranked = known
    .map((candidate) => ({
      candidate,
      begun: plain.length > 2 && candidate.toLowerCase().startsWith(plain),
      distance: editDistance(plain, candidate.toLowerCase()),
    }))
    .sort((p, q) => Number(q.begun) - Number(p.begun) || p.distance - q.distance);
  const best = ranked[0];
  const near = best.begun || best.distance <= Math.max(2, Math.ceil(name.length / 3));
  return `${near ? `Did you mean "${best.candidate}"? ` : ""}Known: ${known.join(", ")}.`;
}
