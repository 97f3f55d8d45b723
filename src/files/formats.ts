import { biologicMprFormat } from "./biologic/mpr-format.ts";
import type { FileFormat } from "./format.ts";

/** Every format that is read, the surest signatures first. */
export const formats: readonly FileFormat[] = [biologicMprFormat];
