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

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Typeset digits as a program reads them: 5.8 × 10⁻⁶ and 5.8*10^-6 as 5.8e-6, − as -, without thin spaces. */
function plain(text: string): string {
  const lowered = [...text.trim()].map((letter) => {
    const digit = SUPERSCRIPTS.indexOf(letter);
    return digit >= 0 ? String(digit) : letter === "⁻" || letter === "−" ? "-" : letter;
  });
  return lowered
    .join("")
    .replace(/\s*[×x·*]\s*10\^?(?=[+-]?\d)/i, "e")
    .replace(/(?<=\d)\u2009(?=\d)/g, "");
}

/** A comma that can only be a decimal sign as a point: 0,01 and 2,5e-3, not 1,000. */
function withPoint(text: string): string {
  const [, whole = "", decimals = ""] = /^[+-]?(\d*),(\d+)(?![\d.,])/.exec(text) ?? [];
  const isGroup = decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return decimals === "" || isGroup ? text : text.replace(",", ".");
}

/** A number as people type it or as it is shown: 0.0025, 0,0025, 2.5e-3, 5.8 × 10⁻⁶, −1, 25 m (for 0.025); null where it is none. */
export function parseNumber(text: string): number | null {
  const [, digits, prefix] =
    /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zA-Zµμ])?\s*$/i.exec(withPoint(plain(text))) ?? [];
  if (digits === undefined) return null;
  const factor = prefix === undefined ? 1 : prefixes[prefix];
  const value = factor === undefined ? Number.NaN : Number(digits) * factor;
  return Number.isFinite(value) ? value : null;
}
