import { formatNumber, prefixFor, superscript } from "../../figures/format-number.ts";

const NO_BREAK = "\u00A0";

/** Minus for hyphen, × 10ⁿ for e+n. */
function typeset(text: string): string {
  const [mantissa = "", exponent] = text.split("e");
  const body = mantissa.replace("-", "−");
  return exponent === undefined ? body : `${body}${NO_BREAK}×${NO_BREAK}10${superscript(Number(exponent))}`;
}

function trimmed(text: string): string {
  const [mantissa = "", exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return exponent === undefined ? short : `${short}e${exponent}`;
}

/**
 * A number by a d3 format: the kinds f, g, s and e with a precision, `~` drops zeros at the end; `s` keeps a space before its
 * prefix, so that `.3~s` and a unit make `6.1 kHz`. Without a format four digits.
 */
export function formatHover(value: number, format: string): string {
  if (!Number.isFinite(value)) return "–";
  const match = /^\.?(\d*)(~?)([fgse%]?)$/.exec(format);
  if (format === "" || match === null) return formatNumber(value);
  const [, digits = "", tilde, kind] = match;
  const precision = digits === "" ? 6 : Number(digits);
  const finish = (text: string): string => typeset(tilde === "~" ? trimmed(text) : text);
  if (kind === "f") return finish(value.toFixed(precision));
  if (kind === "%") return `${finish((100 * value).toFixed(precision))}${NO_BREAK}%`;
  const significant = Math.max(1, precision);
  if (kind === "e") return finish(value.toExponential(precision));
  if (kind === "s") {
    const { factor, prefix } = prefixFor(Number(value.toPrecision(significant)));
    return `${finish((value / factor).toPrecision(significant))}${NO_BREAK}${prefix}`;
  }
  return finish(value.toPrecision(significant));
}
