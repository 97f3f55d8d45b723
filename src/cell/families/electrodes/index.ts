export type { ElectrodeData } from "./electrode-data.ts";
export { magnesiumInGallium } from "./magnesium-gallium.ts";
export { lithium, magnesium, potassium, sodium } from "./metals.ts";
export { potassiumInSodium, sodiumInPotassium } from "./sodium-potassium.ts";
