import { sha256 } from "@noble/hashes/sha2.js";
import { base64 } from "./pack.ts";

/** sha256 of bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** `sha256-…` of an inline script as a content security policy names it: over the UTF-8 of exactly what stands between the tags. */
export function scriptHash(script: string, digest: Sha256 = sha256): string {
  return `sha256-${base64(digest(new TextEncoder().encode(script)))}`;
}

/** Policy of a page that runs these inline scripts, and asks for nothing from anywhere. */
export function contentSecurityPolicy(scripts: readonly string[], digest?: Sha256): string {
  const hashes = scripts.map((script) => `'${scriptHash(script, digest)}'`).join(" ");
  return `default-src 'none'; script-src ${hashes}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
}

/**
 * A script that can stand inline: neither the end of the element nor the start of a comment in it. Inside strings and
 * regular expressions, the only places where a library has these, the backslash changes nothing.
 */
export function inlineScript(source: string): string {
  return source
    .replace(/<\/(script)/gi, "<\\/$1")
    .replace(/<!--/g, "<\\!--")
    .replace(/\r\n?/g, "\n");
}

/** JSON that can stand in a script element. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
