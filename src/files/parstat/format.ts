import type { FileFormat } from "../format.ts";
import { headText } from "../text/decode.ts";

export const parstatFormat: FileFormat = {
  name: "parstat-text",
  title: "Parstat text",
  extensions: [".txt"],
  recognise: (file) =>
    /^\s*Potential \(V\)\t.*Frequency \(Hz\)\tZre \(ohms\)\tZim \(ohms\)/.test(headText(file)) ? "certain" : "no",
  load: async () => (await import("./parstat.ts")).readParstat,
};
