import type { FileFormat } from "../format.ts";
import { extensionOf } from "../text/decode.ts";

/** Version field of the known files: 0x0000FFFFFFFF or a few below. */
const isVersion = (bytes: Uint8Array): boolean =>
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  bytes[2] === 0xff &&
  bytes[3] === 0xff &&
  bytes[4] === 0xff &&
  (bytes[5] ?? 0) >= 0xf0;

export const zahnerFormat: FileFormat = {
  name: "zahner-ism",
  title: "Zahner Thales impedance (.ism)",
  extensions: [".ism"],
  recognise(file) {
    const named = extensionOf(file.name) === ".ism";
    if (file.bytes.length < 12 + 34 || !isVersion(file.bytes))
      return named && file.bytes.length > 0 ? "possible" : "no";
    const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
    const points = view.getUint16(6) * 2 ** 32 + view.getUint32(8) + 1;
    if (12 + 34 * points > file.bytes.length) return named ? "possible" : "no";
    return view.getFloat64(12) > 0 ? "certain" : "no";
  },
  load: async () => (await import("./ism.ts")).readIsm,
};
