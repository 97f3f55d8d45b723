import type { FileFormat } from "../format.ts";
import { headText } from "../text/decode.ts";

export const chInstrumentsFormat: FileFormat = {
  name: "ch-instruments-text",
  title: "CH Instruments text (.txt)",
  extensions: [".txt", ".csv"],
  recognise(file) {
    const head = headText(file);
    if (/^Instrument Model:\s*CHI/m.test(head) && /^Freq\/Hz\s*,/m.test(head)) return "certain";
    return /^Freq\/Hz,\s*Z'\/ohm,\s*Z"\/ohm/m.test(head) ? "certain" : "no";
  },
  load: async () => (await import("./chi.ts")).readChInstruments,
};
