import type { FileFormat } from "../format.ts";
import { extensionOf, headText } from "../text/decode.ts";

export const zplotFormat: FileFormat = {
  name: "zplot-z",
  title: "ZPlot/ZView text (.z)",
  extensions: [".z"],
  recognise(file) {
    const head = headText(file, 16384);
    if (/^\s*"?ZPLOT/i.test(head)) return "certain";
    if (/^"?Z60W Data File/i.test(head)) return "no";
    if (/^\s*"?Freq(\(Hz\)|\s*\(Hz\))?"?\s*[,\t]\s*"?Ampl/im.test(head) && /Z'\(a\)/.test(head)) return "certain";
    return extensionOf(file.name) === ".z" && /\d/.test(head) ? "possible" : "no";
  },
  load: async () => (await import("./zplot.ts")).readZplot,
};
