import type { SubmodelKind } from "../form/submodel.ts";
import { alloyPool } from "./alloy-pool.ts";
import { chargeTransfer } from "./charge-transfer.ts";
import { contactArea } from "./contact-area.ts";
import { contactLoss } from "./contact-loss.ts";
import { electrodeIonFlux } from "./electrode-ion-flux.ts";
import { liquidContact } from "./liquid-contact.ts";
import { metalReservoir } from "./metal-reservoir.ts";
import { nernstPlanckSeparator } from "./nernst-planck-separator.ts";
import { patchedInterface } from "./patched-interface.ts";
import { resistance } from "./resistance.ts";
import { resistorCapacitor } from "./resistor-capacitor.ts";
import { saltPrecipitation } from "./salt-precipitation.ts";
import { solubleSubmodels } from "./soluble-submodels.ts";

const kinds: readonly SubmodelKind[] = [
  alloyPool,
  chargeTransfer,
  contactArea,
  contactLoss,
  electrodeIonFlux,
  liquidContact,
  metalReservoir,
  nernstPlanckSeparator,
  patchedInterface,
  resistance,
  resistorCapacitor,
  saltPrecipitation,
  ...Object.values(solubleSubmodels),
];

/** The submodels that come with the program, by kind. */
export const standardSubmodels: Readonly<Record<string, SubmodelKind>> = Object.fromEntries(
  kinds.map((kind) => [kind.kind, kind]),
);
