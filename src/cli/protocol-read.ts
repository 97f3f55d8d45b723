import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { type ProtocolChoice, protocolFromFile, protocolFromText } from "../study/protocol.ts";
import { UsageError } from "./exit.ts";
import { readInput } from "./read-files.ts";

const FILES = [".txt", ".protocol", ".json", ".mpr", ".mpt"];

/** One word with an ending that begins with a letter (w.docx), or with a folder before it: no sentence is like that. */
const LIKE_A_FILE = /^(?:\.{1,2}|[^\s;{}]*\.[A-Za-z]\w*|(?:\.{0,2}|~|[A-Za-z]:|[\w.-]+)[\\/][^\s;{}]*)$/;

/** A protocol from sentences, or from the file of that name. @throws UsageError for a file that cannot be opened */
export async function readProtocol(text: string): Promise<ProtocolChoice> {
  const named = FILES.includes(extname(text).toLowerCase()) && !/[\n;{]/.test(text);
  const found = text.length < 4096 ? await stat(text).catch(() => null) : null;
  if (found?.isDirectory() === true) {
    throw new UsageError(`${text} is a folder: give sentences in quotation marks, or a file (${FILES.join(", ")}).`);
  }
  if (!named && found === null && LIKE_A_FILE.test(text)) {
    throw new UsageError(`No such file: ${text}. Check the name and the folder, or give sentences in quotation marks.`);
  }
  if (!named && found?.isFile() !== true) return protocolFromText(text);
  const file = await readInput(text);
  if ("error" in file) throw new UsageError(file.error.message);
  return protocolFromFile(file);
}
