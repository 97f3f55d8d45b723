import type { FileFormat } from "../format.ts";
import { extensionOf, headText } from "../text/decode.ts";

export const elinsFormat: FileFormat = {
  name: "elins-i2b",
  title: "ELINS impedance text (.i2b)",
  extensions: [".i2b"],
  recognise: (file) => (extensionOf(file.name) === ".i2b" && /\d/.test(headText(file)) ? "possible" : "no"),
  load: async () => (await import("./elins.ts")).readElins,
};
