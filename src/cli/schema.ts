import { documents, jsonSchema } from "../study/schemas/index.ts";
import { exit, UsageError } from "./exit.ts";

/** `liquidus schema [NAME]` */
export async function schema(name: string | undefined): Promise<number> {
  const names = Object.keys(documents);
  if (name === undefined) {
    process.stdout.write(`${names.join("\n")}\n`);
    return exit.done;
  }
  if (!names.includes(name)) throw new UsageError(`There is no schema "${name}"; there are ${names.join(", ")}.`);
  process.stdout.write(`${JSON.stringify(jsonSchema(name), null, 2)}\n`);
  return exit.done;
}
