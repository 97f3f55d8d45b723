import { packProject as pack } from "../../state/persistence/project-file.ts";
import type { Handler } from "../handler.ts";

export const packProject: Handler<"packProject"> = ({ project, savedAt }) => pack(project, savedAt);
