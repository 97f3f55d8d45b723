import type { FileFormat } from "../format.ts";
import { detectLayout } from "../text/blocks.ts";
import { extensionOf, headText } from "../text/decode.ts";

const HEAD = 65536;
/** XML and HTML hold numbers in their elements, not in rows. */
const MARKUP = /^\s*<(?:[?!]|[a-z][\w:.-]*(?:\s[^>]*)?>\s*(?:[\r\n<]|$))/i;

/** A text under a foreign name is taken for a table only if at least this part of its lines are rows of numbers. */
const MOSTLY = 0.5;
const extensions = [".csv", ".tsv", ".txt", ".dat", ".asc"];

/** Any text with rows of numbers: CSV, TSV, blanks or semicolons. The last resort of the registry. */
export const delimitedFormat: FileFormat = {
  name: "delimited",
  title: "Delimited text (CSV, TSV, columns)",
  extensions,
  recognise(file) {
    const text = headText(file, HEAD);
    if (text === "" || text.includes("\0") || MARKUP.test(text)) return "no";
    const lines = text.split(/[\r\n]+/, 1000);
    if (file.bytes.length > HEAD && lines.length > 1) lines.pop();
    const layout = detectLayout(lines);
    if (layout === null) return "no";
    return layout.share >= MOSTLY || extensions.includes(extensionOf(file.name)) ? "possible" : "no";
  },
  load: async () => (await import("./delimited.ts")).readDelimited,
};
