import { sha256Hex } from "../../../files/digest.ts";
import type { Handler } from "../handler.ts";

/** By the browser where it offers a digest (secure origins), else by the library. */
export const digest: Handler<"digest"> = async ({ content }) => {
  const bytes = new Uint8Array(await content.arrayBuffer());
  if (globalThis.crypto?.subtle === undefined) return sha256Hex(bytes);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
};
