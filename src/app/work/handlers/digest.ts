import { contentDigest } from "../content-digest.ts";
import type { Handler } from "../handler.ts";

export const digest: Handler<"digest"> = ({ content }) => contentDigest(content);
