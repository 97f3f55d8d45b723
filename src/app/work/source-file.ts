import type { SourceFile } from "../../study/document.ts";
import type { JobFile } from "./jobs.ts";

/** Reads the bytes of a file inside the worker. */
export async function sourceFile({ id, name, content }: JobFile): Promise<SourceFile> {
  return { name, bytes: new Uint8Array(await content.arrayBuffer()), sha256: id };
}
