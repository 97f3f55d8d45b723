import type { FileFormat } from "../format.ts";
import { detectLayout } from "../text/blocks.ts";
import { headText } from "../text/decode.ts";

const HEAD = 65536;
/** XML and HTML hold numbers in their elements, not in rows. */
const MARKUP = /^\s*<(?:[?!]|[a-z][\w:.-]*(?:\s[^>]*)?>\s*(?:[\r\n<]|$))/i;

/** Any text with rows of numbers: CSV, TSV, blanks or semicolons. The last resort of the registry. */
export const delimitedFormat: FileFormat = {
  name: "delimited",
  title: "Delimited text (CSV, TSV, columns)",
  extensions: [".csv", ".tsv", ".txt", ".dat", ".asc"],
  recognise(file) {
    const text = headText(file, HEAD);
    if (text === "" || text.includes("\0") || MARKUP.test(text)) return "no";
    const lines = text.split(/[\r\n]+/, 1000);
    if (file.bytes.length > HEAD && lines.length > 1) lines.pop();
    return detectLayout(lines) === null ? "no" : "possible";
  },
  load: async () => (await import("./delimited.ts")).readDelimited,
};
