import type { SubmodelKind } from "../form/submodel.ts";
import { alloyPool } from "./alloy-pool.ts";
import { chargeTransfer } from "./charge-transfer.ts";
import { contactArea } from "./contact-area.ts";
import { contactLoss } from "./contact-loss.ts";
import { electrodeIonFlux } from "./electrode-ion-flux.ts";
import { filament } from "./filament.ts";
import { filmStore } from "./film-store.ts";
import { liquidContact } from "./liquid-contact.ts";
import { metalReservoir } from "./metal-reservoir.ts";
import { metalStore } from "./metal-store.ts";
import { nernstPlanckSeparator } from "./nernst-planck-separator.ts";
import { patchedInterface } from "./patched-interface.ts";
import { precipitateCoverage } from "./precipitate-coverage.ts";
import { resistance } from "./resistance.ts";
import { resistorCapacitor } from "./resistor-capacitor.ts";
import { saltPrecipitation } from "./salt-precipitation.ts";
import { solidDeposit } from "./solid-deposit.ts";
import { solubleSubmodels } from "./soluble-submodels.ts";
import { voidGrowth } from "./void-growth.ts";

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
