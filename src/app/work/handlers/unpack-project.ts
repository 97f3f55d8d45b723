import { unpackProject as unpack } from "../../state/persistence/project-file.ts";
import { contentDigest } from "../content-digest.ts";
import type { Handler } from "../handler.ts";

export const unpackProject: Handler<"unpackProject"> = ({ file }) => unpack(file, contentDigest);
