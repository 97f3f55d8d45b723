import type { FileFormat } from "../format.ts";

const MAGIC = "BIO-LOGIC MODULAR FILE";

/** BioLogic EC-Lab and BT-Lab binary files. */
export const biologicMprFormat: FileFormat = {
  name: "biologic-mpr",
  title: "BioLogic EC-Lab binary (.mpr)",
  extensions: [".mpr"],
  recognise({ name, bytes }) {
    const starts = [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0));
    if (starts) return "certain";
    return name.toLowerCase().endsWith(".mpr") ? "possible" : "no";
  },
  load: async () => (await import("./mpr.ts")).readMpr,
};
