import type { FileFormat } from "../format.ts";
import { extensionOf, headText } from "../text/decode.ts";

export const versaStudioFormat: FileFormat = {
  name: "versastudio-par",
  title: "VersaStudio (.par)",
  extensions: [".par"],
  recognise(file) {
    const head = headText(file);
    if (/<Application>[\r\n]+Name=VersaStudio/.test(head)) return "certain";
    return extensionOf(file.name) === ".par" && /^\s*<\w+>/.test(head) ? "possible" : "no";
  },
  load: async () => (await import("./versastudio.ts")).readVersaStudio,
};
