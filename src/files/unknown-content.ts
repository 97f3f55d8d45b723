import { describeForeignFile } from "./text/decode.ts";

/** Says in a clause what unknown bytes look like: a known signature, or their first characters, printable ones only. */
export function describeContent(bytes: Uint8Array): string {
  const foreign = describeForeignFile(bytes);
  if (foreign !== null) return foreign.charAt(0).toLowerCase() + foreign.slice(1);
  const head = Array.from(bytes.subarray(0, 24));
  const printable = head.filter((byte) => byte >= 0x20 && byte < 0x7f).length;
  if (printable >= 0.8 * head.length) {
    const text = head.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : " ")).join("");
    return `starts with "${text.trim()}"`;
  }
  return `starts with the bytes ${head
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, "0").toUpperCase())
    .join(" ")}`;
}
