import type { FileFormat } from "../format.ts";
import { extensionOf, latin1 } from "../text/decode.ts";

const HEAD = 32768;

export const iviumFormat: FileFormat = {
  name: "ivium-data",
  title: "Ivium data (.ids, .idf)",
  extensions: [".ids", ".idf"],
  recognise(file) {
    const head = latin1(file.bytes, HEAD);
    const keyed = /[\r\n]Method=[^\r\n]*[\r\n]/.test(head) && /[\r\n](Mconfig|Dconfig|Technique|Title)=/.test(head);
    if (keyed && /primary_data/.test(latin1(file.bytes.subarray(0, 1 << 20)))) return "certain";
    const named = [".ids", ".idf"].includes(extensionOf(file.name));
    return keyed || (named && /[\r\n]\w[\w .]*=/.test(head)) ? "possible" : "no";
  },
  load: async () => (await import("./ivium.ts")).readIvium,
};
