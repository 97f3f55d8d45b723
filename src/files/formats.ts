import { autolabFormat } from "./autolab/format.ts";
import { biologicMprFormat } from "./biologic/mpr-format.ts";
import { biologicMptFormat } from "./biologic/mpt-format.ts";
import { chInstrumentsFormat } from "./chi/format.ts";
import { delimitedFormat } from "./delimited/format.ts";
import { ecoChemieFormat, procedurePrintFormat } from "./eco-chemie/format.ts";
import { elinsFormat } from "./elins/format.ts";
import type { FileFormat } from "./format.ts";
import { gamryFormat } from "./gamry/format.ts";
import { iviumFormat } from "./ivium/format.ts";
import { parstatFormat } from "./parstat/format.ts";
import { powerSuiteFormat } from "./powersuite/format.ts";
import { versaStudioFormat } from "./versastudio/format.ts";
import { zahnerFormat } from "./zahner/format.ts";
import { zplotFormat } from "./zplot/format.ts";

/** Every format that is read, the surest signatures first, plain text last. */
export const formats: readonly FileFormat[] = [
  biologicMprFormat,
  biologicMptFormat,
  gamryFormat,
  zplotFormat,
  autolabFormat,
  zahnerFormat,
  versaStudioFormat,
  parstatFormat,
  chInstrumentsFormat,
  powerSuiteFormat,
  iviumFormat,
  elinsFormat,
  ecoChemieFormat,
  procedurePrintFormat,
  delimitedFormat,
];
