import type { ParameterSet } from "../parameter-set.ts";
import { geometryAndPool } from "./nak-on-nasicon/geometry-and-pool.ts";
import { contactAndInterface, counter } from "./nak-on-nasicon/interface.ts";
import { lossOfContact } from "./nak-on-nasicon/loss-of-contact.ts";
import { plating } from "./nak-on-nasicon/plating.ts";
import { film, store } from "./nak-on-nasicon/store.ts";

/**
 * NaK on a NASICON ceramic with a converted SnO₂ layer against sodium, at 25 °C: the cells of P2. What is fitted is fitted to the
 * numbers that P2 states in words; which number identifies what, and what stays open, is in docs/nasicon-cell.md.
 */
export const nakOnNasicon: ParameterSet = {
  name: "nak-on-nasicon",
  title: "NaK | Na3Zr2Si2PO12 | Na",
  about:
    "One set for the cells of P2 at 25 °C. Alloy, geometry and ceramic are known within their ranges; the store, the voids, the precipitate, the deposit and the filament are phenomenological and fitted to what P2 states in words.",
  working: {
    metal: "Na",
    other: "K",
    alloy: { kind: "assessed", database: "K-Na", metal: "NA", other: "K" },
    supply: "exponential",
  },
  counter: { metal: "Na" },
  moleFraction: 0.6297,
  mechanisms: {
    diffusion: true,
    store: true,
    voids: true,
    "slow voids": true,
    precipitate: true,
    deposit: true,
    filament: true,
    focusing: true,
    constriction: true,
    gap: true,
    counter: true,
  },
  parameters: {
    ...geometryAndPool,
    ...store,
    ...contactAndInterface,
    ...lossOfContact,
    ...counter,
    ...plating,
    ...film,
  },
};
