import { config } from "zod/v4/core";

// The policy of the page forbids compiling text. Schemas are told so: they would try, and Firefox reports the attempt as an error.
config({ jitless: true });
