import { autolabFormat } from "../autolab/format.ts";
import { chInstrumentsFormat } from "../chi/format.ts";
import { delimitedFormat } from "../delimited/format.ts";
import { ecoChemieFormat, procedurePrintFormat } from "../eco-chemie/format.ts";
import { elinsFormat } from "../elins/format.ts";
import type { FileFormat } from "../format.ts";
import { gamryFormat } from "../gamry/format.ts";
import { iviumFormat } from "../ivium/format.ts";
import { parstatFormat } from "../parstat/format.ts";
import { powerSuiteFormat } from "../powersuite/format.ts";
import { versaStudioFormat } from "../versastudio/format.ts";
import { zahnerFormat } from "../zahner/format.ts";
import { zplotFormat } from "../zplot/format.ts";

/** Impedance formats other than BioLogic, the most telling first; plain delimited text is the last resort. */
export const impedanceFormats: readonly FileFormat[] = [
  gamryFormat,
  zplotFormat,
  autolabFormat,
  zahnerFormat,
  iviumFormat,
  ecoChemieFormat,
  procedurePrintFormat,
  versaStudioFormat,
  parstatFormat,
  powerSuiteFormat,
  chInstrumentsFormat,
  elinsFormat,
  delimitedFormat,
];
