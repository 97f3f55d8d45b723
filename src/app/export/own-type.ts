/** Fonts that were fetched, as data addresses. */
const fetched = new Map<string, Promise<string>>();

/** Whether a `unicode-range` holds a character. */
export function inUnicodeRange(range: string, code: number): boolean {
  if (range.trim() === "") return true;
  return range.split(",").some((part) => {
    const [, low = "", high] = /^\s*U\+([\dA-F?]+)(?:-([\dA-F]+))?\s*$/i.exec(part) ?? [];
    if (low === "") return false;
    const from = Number.parseInt(low.replaceAll("?", "0"), 16);
    const to = Number.parseInt(high ?? low.replaceAll("?", "F"), 16);
    return code >= from && code <= to;
  });
}

async function dataAddress(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(text)}`;
}

function facesOf(family: string): readonly CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter(
      (rule): rule is CSSFontFaceRule =>
        rule instanceof CSSFontFaceRule &&
        rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "") === family,
    ),
  );
}

/**
 * The type of the page as `@font-face` rules that hold it, as far as a text needs it: a picture by itself sees no font of the page, and one that
 * falls back on another is set wider than it was laid out.
 *
 * @param family as the page names it
 * @returns "" where the page has no such font, or cannot get it any more
 */
export async function ownType(family: string, text: string): Promise<string> {
  const codes = [...new Set(text)].map((character) => character.codePointAt(0) as number);
  const rules = facesOf(family).map(async ({ style, parentStyleSheet }) => {
    const range = style.getPropertyValue("unicode-range");
    if (!codes.some((code) => inUnicodeRange(range, code))) return "";
    const [, source = ""] = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue("src")) ?? [];
    const address = new URL(source, parentStyleSheet?.href ?? document.baseURI).href;
    const known = fetched.get(address) ?? dataAddress(address);
    fetched.set(address, known);
    try {
      const weight = style.getPropertyValue("font-weight");
      const src = `url(${await known}) format("woff2")`;
      const within = range === "" ? "" : `unicode-range:${range};`;
      return `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};${within}src:${src}}`;
    } catch {
      fetched.delete(address);
      return "";
    }
  });
  return (await Promise.all(rules)).join("");
}
