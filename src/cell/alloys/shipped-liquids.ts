import { kNaDatabase } from "../../thermo/data/index.ts";
import type { Database } from "../../thermo/database/index.ts";
import { type AlloyPropertyData, sodiumPotassium } from "../../thermo/properties/index.ts";

/** An assessed liquid that comes with the program: data, by the name of its database. */
export interface ShippedLiquid {
  readonly database: () => Database;
  /** The phase in which cells work. */
  readonly phase: string;
  /** Molar volumes of its components. */
  readonly properties: AlloyPropertyData;
}

export const shippedLiquids: Readonly<Record<string, ShippedLiquid>> = {
  "K-Na": { database: kNaDatabase, phase: "LIQUID", properties: sodiumPotassium },
};
