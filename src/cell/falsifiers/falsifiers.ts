import { DomainError } from "../../base/errors.ts";
import { chargeTransferGrowth } from "./charge-transfer-growth.ts";
import type { Falsifier } from "./falsifier.ts";
import { naturalConvection } from "./natural-convection.ts";
import { planarDiffusion } from "./planar-diffusion.ts";
import { potentialSwing } from "./potential-swing.ts";
import { saturationOnset } from "./saturation-onset.ts";
import type { FalsifierInput } from "./setting.ts";
import { spotBound } from "./spot-bound.ts";
import { voidClosing } from "./void-closing.ts";

/**
 * All falsifiers of a liquid electrode on a ceramic, in a fixed order; that of the onset only where a protocol is given.
 *
 * @throws DomainError quoting the number that is out of its range
 */
export function falsifiers(input: FalsifierInput): readonly Falsifier[] {
  const { moleFraction } = input;
  if (!(moleFraction > 0 && moleFraction < 1)) {
    throw new DomainError(`falsifiers: mole fraction ${moleFraction}; a number between 0 and 1 is expected.`);
  }
  const onset = saturationOnset(input);
  return [
    spotBound(input),
    planarDiffusion(input),
    ...(onset === null ? [] : [onset]),
    potentialSwing(input),
    chargeTransferGrowth(input),
    naturalConvection(input),
    voidClosing(input),
  ];
}

/** Those that bear on any of these kinds of submodels. */
export function bearingOn(all: readonly Falsifier[], kinds: readonly string[]): readonly Falsifier[] {
  return all.filter(({ submodels }) => submodels.some((kind) => kinds.includes(kind)));
}
