import type { FileFormat, Recognition } from "../format.ts";
import { isKnownHeading } from "./column-names.ts";

/** Bytes of the first line that are looked at. */
const FIRST_LINE = 4096;

function beginning(bytes: Uint8Array): string {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return new TextDecoder("windows-1252").decode(bytes.subarray(from, from + FIRST_LINE)).split(/\r?\n/, 1)[0] ?? "";
}

/** Column names alone, without a header: certain if EC-Lab uses every one of them. */
function recogniseHeadings(line: string): Recognition {
  const cells = line.split("\t").filter((cell) => cell.trim() !== "");
  if (cells.length < 2) return "no";
  const known = cells.filter((cell) => isKnownHeading(cell.replace(/Â(?=[µ°])/g, ""))).length;
  if (known === cells.length && cells.length >= 3) return "certain";
  return 2 * known >= cells.length ? "possible" : "no";
}

/** BioLogic EC-Lab and BT-Lab text exports. */
export const biologicMptFormat: FileFormat = {
  name: "biologic-mpt",
  title: "BioLogic EC-Lab text export (.mpt)",
  extensions: [".mpt"],
  recognise({ name, bytes }) {
    const line = beginning(bytes);
    if (/^(EC|BT)-Lab ASCII FILE/.test(line)) return "certain";
    const byHeadings = recogniseHeadings(line);
    if (byHeadings !== "no") return byHeadings;
    return name.toLowerCase().endsWith(".mpt") && !line.includes("\0") ? "possible" : "no";
  },
  load: async () => (await import("./mpt.ts")).readMpt,
};
