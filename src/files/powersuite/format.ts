import type { FileFormat } from "../format.ts";
import { headText } from "../text/decode.ts";

export const powerSuiteFormat: FileFormat = {
  name: "powersuite-text",
  title: "PowerSuite text",
  extensions: [".txt"],
  recognise: (file) => (/^\s*Frequency\t *Zre\t *Zimg/.test(headText(file)) ? "certain" : "no"),
  load: async () => (await import("./powersuite.ts")).readPowerSuite,
};
