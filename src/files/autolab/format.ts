import type { FileFormat } from "../format.ts";
import { headText } from "../text/decode.ts";

export const autolabFormat: FileFormat = {
  name: "autolab-text",
  title: "Autolab text (FRA Z60W file, Nova ASCII export)",
  extensions: [".txt", ".z60", ".csv"],
  recognise(file) {
    const head = headText(file);
    if (/^"?Z60W Data File/i.test(head)) return "certain";
    const nova = /^[^\r\n]*Frequency \(Hz\)[^\r\n]*Z'\s*\([^\r\n]*Z''\s*\(/m;
    return nova.test(head) ? "certain" : "no";
  },
  load: async () => (await import("./autolab.ts")).readAutolab,
};
