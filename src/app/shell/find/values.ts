const prefixes: Readonly<Record<string, number>> = { "": 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9 };

/**
 * A number as people type it ("2.5e-3", "2,5", "2.5 × 10-3") times the factor of its prefix.
 * @returns NaN for a prefix that is none
 */
export function parsePrefixed(written: string, prefix: string): number {
  const plain = written
    .replaceAll(" ", "")
    .replace(/\u00d710\^?/, "e")
    .replace("\u2212", "-")
    .replace(",", ".");
  return Number(plain) * (prefixes[prefix] ?? prefixes[prefix.toLowerCase()] ?? Number.NaN);
}
