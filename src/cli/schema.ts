import { z } from "zod";
import { claimsDocument } from "../claims/schema.ts";
import { documents } from "../study/schemas/index.ts";
import { exit, UsageError } from "./exit.ts";

/** Every document that a command prints or writes, by the name of its schema. */
const all: Readonly<Record<string, z.ZodType>> = { ...documents, claims: claimsDocument };

/** `liquidus schema [NAME]` */
export async function schema(name: string | undefined): Promise<number> {
  const names = Object.keys(all).sort();
  if (name === undefined) {
    process.stdout.write(`${names.join("\n")}\n`);
    return exit.done;
  }
  const document = Object.hasOwn(all, name) ? all[name] : undefined;
  if (document === undefined) throw new UsageError(`There is no schema "${name}"; there are ${names.join(", ")}.`);
  process.stdout.write(`${JSON.stringify(z.toJSONSchema(document), null, 2)}\n`);
  return exit.done;
}
