import { fitSpectrum } from "../../../study/fit-spectrum.ts";
import type { Handler } from "../handler.ts";

export const fitCircuit: Handler<"fit-circuit"> = async ({ spectrum, circuit, options }) =>
  fitSpectrum(spectrum, circuit, options);
