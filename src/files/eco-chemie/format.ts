import type { FileFormat } from "../format.ts";
import { extensionOf, headText } from "../text/decode.ts";

export const ecoChemieFormat: FileFormat = {
  name: "eco-chemie-dfr",
  title: "Eco Chemie FRA data (.dfr)",
  extensions: [".dfr"],
  recognise(file) {
    const head = headText(file, 512);
    if (/^VERSION\d[\d.]*\s*[\r\n]+\s*\d+\s*[\r\n]/.test(head)) return "certain";
    return extensionOf(file.name) === ".dfr" && /^\s*\S/.test(head) ? "possible" : "no";
  },
  load: async () => (await import("./dfr.ts")).readDfr,
};

export const procedurePrintFormat: FileFormat = {
  name: "autolab-p00",
  title: "Autolab procedure print (.P00)",
  extensions: [".p00"],
  recognise(file) {
    const head = headText(file);
    if (/^\s*f\/Hz\s+Z'\/Ohm\s+-Z''\/Ohm/m.test(head)) return /^Procedure/.test(head) ? "certain" : "possible";
    return extensionOf(file.name) === ".p00" && /\d/.test(head) ? "possible" : "no";
  },
  load: async () => (await import("./procedure-print.ts")).readProcedurePrint,
};
