import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { type ProtocolChoice, protocolFromFile, protocolFromText } from "../study/protocol.ts";
import { UsageError } from "./exit.ts";
import { readInput } from "./read-files.ts";

const FILES = [".txt", ".protocol", ".json", ".mpr", ".mpt"];

/** A protocol from sentences, or from the file of that name. @throws UsageError for a file that cannot be opened */
export async function readProtocol(text: string): Promise<ProtocolChoice> {
  const named = FILES.includes(extname(text).toLowerCase()) && !/[\n;{]/.test(text);
  const isFile = named || (text.length < 4096 && (await stat(text).catch(() => null))?.isFile() === true);
  if (!isFile) return protocolFromText(text);
  const file = await readInput(text);
  if ("error" in file) throw new UsageError(file.error.message);
  return protocolFromFile(file);
}
