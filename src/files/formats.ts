import { biologicMprFormat } from "./biologic/mpr-format.ts";
import { biologicMptFormat } from "./biologic/mpt-format.ts";
import type { FileFormat } from "./format.ts";
import { impedanceFormats } from "./text/all-formats.ts";

/** Every format that is read, the surest signatures first, plain text last. */
export const formats: readonly FileFormat[] = [biologicMprFormat, biologicMptFormat, ...impedanceFormats];
