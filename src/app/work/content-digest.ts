import { sha256Hex } from "../../files/digest.ts";

/** sha256 of a content in hexadecimal: by the browser where it offers a digest (secure origins), else by the library. */
export async function contentDigest(content: Blob): Promise<string> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  if (globalThis.crypto?.subtle === undefined) return sha256Hex(bytes);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
