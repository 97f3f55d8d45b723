/** Constants of CODATA 2022 that are exact since the SI of 2019. Source: P. J. Mohr et al., Rev. Mod. Phys. 97 (2025) 025002. */

/** k in J/K. */
export const BOLTZMANN = 1.380649e-23;
/** e in C. */
export const ELEMENTARY_CHARGE = 1.602176634e-19;
/** N_A in 1/mol. */
export const AVOGADRO = 6.02214076e23;
/** F = e N_A in C/mol: also 1 eV a particle in J/mol. */
export const FARADAY: number = ELEMENTARY_CHARGE * AVOGADRO;
/** k/e in V/K: turns 1/T into an energy in eV. */
export const BOLTZMANN_OVER_CHARGE: number = BOLTZMANN / ELEMENTARY_CHARGE;
/** R = k N_A in J/(mol K). */
export const GAS_CONSTANT: number = BOLTZMANN * AVOGADRO;

/** One standard atmosphere in Pa: the pressure where none is given. Exact by definition (10th CGPM, 1954). */
export const STANDARD_PRESSURE = 101325;
