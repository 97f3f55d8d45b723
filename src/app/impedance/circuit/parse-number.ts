const prefixes: Readonly<Record<string, number>> = {
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  μ: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
};

/** A number as people type it: 0.0025, 2.5e-3, −1, 25 m (for 0.025); null where it is none. */
export function parseNumber(text: string): number | null {
  const [, digits, prefix] =
    /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zA-Zµμ])?\s*$/i.exec(text.replace("−", "-")) ?? [];
  if (digits === undefined) return null;
  const factor = prefix === undefined ? 1 : prefixes[prefix];
  const value = factor === undefined ? Number.NaN : Number(digits) * factor;
  return Number.isFinite(value) ? value : null;
}
