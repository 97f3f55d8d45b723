import { binarySystemsOf } from "../../../study/alloy-system.ts";
import { propertyNames } from "../../../study/properties.ts";
import { databaseOf } from "../alloy-cache.ts";
import type { Handler } from "../handler.ts";

export const alloyDatabase: Handler<"alloyDatabase"> = async ({ database }) => {
  const found = await databaseOf(database);
  const systems = binarySystemsOf(found);
  const properties = systems.includes("Na-K") ? propertyNames({ source: found }) : [];
  return { name: found.name, systems, text: found.text, properties };
};
