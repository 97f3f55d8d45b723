import type { FileFormat } from "../format.ts";
import { extensionOf, headText } from "../text/decode.ts";

export const gamryFormat: FileFormat = {
  name: "gamry-dta",
  title: "Gamry Framework text (.DTA)",
  extensions: [".dta"],
  recognise(file) {
    const head = headText(file);
    if (/^\s*EXPLAIN\s*[\r\n]/.test(head)) return "certain";
    if (/^(TAG|TITLE)\t/m.test(head) && head.includes("\t")) return "possible";
    return extensionOf(file.name) === ".dta" && head.includes("\t") ? "possible" : "no";
  },
  load: async () => (await import("./gamry.ts")).readGamry,
};
