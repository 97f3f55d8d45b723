/**
 * Signs, said once. Positive cell current oxidises the working electrode: metal leaves it (it is stripped), the counter
 * electrode is plated. The cell voltage is the potential of the working electrode less that of the counter electrode.
 * Everything in a cell model stands per area of the working electrode: current density in A/m², charge in C/m².
 */
export type ElectrodeRole = "working" | "counter";

/** +1 for the working electrode, −1 for the counter electrode: i(electrode) = polarity · i(cell), V gains polarity · E(electrode). */
export const polarity: Readonly<Record<ElectrodeRole, 1 | -1>> = { working: 1, counter: -1 };
