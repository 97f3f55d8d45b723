/** Symbol and words of the numbers that a set has of the shape of its cell. */
export const geometryWords: Readonly<Record<string, { readonly symbol: string; readonly description: string }>> = {
  poolArea: { symbol: "A", description: "area of the working electrode; depth and amounts follow from it" },
  volume: { symbol: "V", description: "volume of the alloy; with the area it gives the depth of the pool" },
  counterArea: { symbol: "A_c", description: "area of the counter electrode" },
  counterThickness: {
    symbol: "L_c",
    description: "thickness of the counter electrode: the metal that can be stripped from it",
  },
  counterMolarVolume: { symbol: "V_m", description: "molar volume of the metal of the counter electrode" },
  metalThickness: { symbol: "L_m", description: "thickness of the working electrode" },
  metalMolarVolume: { symbol: "V_m", description: "molar volume of the metal of the working electrode" },
  electrolyteThickness: { symbol: "L", description: "thickness of the electrolyte: its resistances follow" },
  electrolyteArea: { symbol: "A_e", description: "area through which the electrolyte conducts" },
  grainConductivity: { symbol: "σ_g", description: "conductivity of the grains; R = L/σ" },
  boundaryConductivity: { symbol: "σ_gb", description: "conductivity of the grain boundaries; R = L/σ" },
  boundaryTime: { symbol: "τ_gb", description: "time constant of the grain boundaries, RC" },
};
