import * as documents from "./documents.ts";

Object.assign(window, { documents });
