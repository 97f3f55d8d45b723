import type { SubmodelKind } from "../form/submodel.ts";
import { alloyPool } from "./alloy-pool.ts";
import { chargeTransfer } from "./charge-transfer.ts";
import { contactLoss } from "./contact-loss.ts";
import { resistance } from "./resistance.ts";
import { resistorCapacitor } from "./resistor-capacitor.ts";

const kinds: readonly SubmodelKind[] = [alloyPool, chargeTransfer, contactLoss, resistance, resistorCapacitor];

/** The submodels that come with the program, by kind. */
export const standardSubmodels: Readonly<Record<string, SubmodelKind>> = Object.fromEntries(
  kinds.map((kind) => [kind.kind, kind]),
);
