export { kNaDatabase } from "./k-na.ts";
export { kNaText } from "./k-na-text.ts";
