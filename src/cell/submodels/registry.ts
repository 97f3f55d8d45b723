import type { SubmodelKind } from "../form/submodel.ts";
import { alloyPool } from "./alloy/alloy-pool.ts";
import { chargeTransfer } from "./charge-transfer/charge-transfer.ts";
import { contactArea } from "./contact/contact-area.ts";
import { contactLoss } from "./contact/contact-loss.ts";
import { precipitateCoverage } from "./contact/precipitate-coverage.ts";
import { voidGrowth } from "./contact/void-growth.ts";
import { electrodeIonFlux } from "./electrolyte/electrode-ion-flux.ts";
import { nernstPlanckSeparator } from "./electrolyte/nernst-planck-separator.ts";
import { saltPrecipitation } from "./electrolyte/salt-precipitation.ts";
import { solubleSubmodels } from "./electrolyte/soluble-submodels.ts";
import { liquidContact } from "./interface/liquid-contact.ts";
import { patchedInterface } from "./interface/patched-interface.ts";
import { filament } from "./metal/filament.ts";
import { filmStore } from "./metal/film-store.ts";
import { metalReservoir } from "./metal/metal-reservoir.ts";
import { metalStore } from "./metal/metal-store.ts";
import { solidDeposit } from "./metal/solid-deposit.ts";
import { resistance } from "./resistance.ts";
import { resistorCapacitor } from "./resistor-capacitor.ts";

const kinds: readonly SubmodelKind[] = [
  alloyPool,
  chargeTransfer,
  contactArea,
  contactLoss,
  electrodeIonFlux,
  filament,
  filmStore,
  liquidContact,
  metalReservoir,
  metalStore,
  nernstPlanckSeparator,
  patchedInterface,
  precipitateCoverage,
  resistance,
  resistorCapacitor,
  saltPrecipitation,
  solidDeposit,
  voidGrowth,
  ...Object.values(solubleSubmodels),
];

/** The submodels that come with the program, by kind. */
export const standardSubmodels: Readonly<Record<string, SubmodelKind>> = Object.fromEntries(
  kinds.map((kind) => [kind.kind, kind]),
);
