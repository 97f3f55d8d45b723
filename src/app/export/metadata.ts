import { version } from "../../base/version.ts";
import type { ExportOffer } from "../shell/export-store.ts";

/** What a file says of itself. */
export type Metadata = Readonly<Record<string, string>>;

/** Program and version, what the file was made from, and how. */
export function metadataOf(
  { title, from, command }: Pick<ExportOffer, "title" | "from" | "command">,
  options: Metadata = {},
): Metadata {
  return {
    program: `liquidus ${version}`,
    title,
    ...from?.(),
    ...(command ? { command: command.recorded } : {}),
    ...options,
  };
}
