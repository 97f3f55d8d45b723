/** Kinds of submodels that a mechanism is, where it is one; `voids` and `slow voids` are two of one kind. */
export const mechanismKinds: Readonly<Record<string, string>> = {
  diffusion: "alloy-pool",
  store: "metal-store",
  film: "film-store",
  voids: "void-growth",
  "slow voids": "void-growth",
  precipitate: "precipitate-coverage",
  deposit: "solid-deposit",
  filament: "filament",
  focusing: "filament",
  constriction: "patched-interface",
  gap: "patched-interface",
  counter: "patched-interface",
};
