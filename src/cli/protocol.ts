import { nominalCapacityOf, protocolDocument, protocolSchema } from "../study/protocol.ts";
import { parseQuantity } from "../units/quantity.ts";
import { oneDocument } from "./alloy-flags.ts";
import { exit, printJson } from "./exit.ts";
import { readProtocol } from "./protocol-read.ts";
import { saveText } from "./protocol-save.ts";
import { protocolText } from "./protocol-text.ts";

export interface ProtocolFlags {
  readonly area?: string;
  readonly capacity?: string;
  readonly save?: string;
  readonly json?: boolean;
}

/** `liquidus protocol TEXT|FILE` */
export function protocol(text: string, flags: ProtocolFlags): Promise<number> {
  return oneDocument(protocolSchema, flags, async () => {
    const choice = await readProtocol(text);
    const document = protocolDocument(choice, {
      ...choice.options,
      ...(flags.area === undefined ? {} : { area: parseQuantity(flags.area, "area") }),
      ...(flags.capacity === undefined ? {} : { nominalCapacity: nominalCapacityOf(flags.capacity) }),
    });
    if (flags.save !== undefined)
      await saveText(flags.save, `${document.sentences.map((line) => line.text).join("\n")}\n`);
    if (flags.json) printJson(document);
    else {
      process.stdout.write(protocolText(document));
      if (flags.save !== undefined) process.stdout.write(`\nSentences: ${flags.save}\n`);
    }
    return exit.done;
  });
}
