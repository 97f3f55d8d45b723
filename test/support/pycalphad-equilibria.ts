/**
 * Equilibria that pycalphad records in its own tests (github.com/pycalphad/pycalphad, MIT, pycalphad/tests/test_equilibrium.py
 * and test_workspace.py, commit c3766376), with R = 8.3145, or from Thermo-Calc, with R = 8.31451. Values are quoted with the
 * digits written there; where they have fewer than nine, or are not converged there, `within` says how near one can come.
 */
export interface RecordedEquilibrium {
  readonly test: string;
  /** R in J/(mol K), default 8.3145. */
  readonly gasConstant?: number;
  /** Relative difference that counts as equal, default 1e-8. */
  readonly within?: number;
  /** Why it is not the default. */
  readonly because?: string;
  readonly file: string;
  readonly components: readonly string[];
  /** Null: all phases of the file. */
  readonly phases: readonly string[] | null;
  readonly without?: readonly string[];
  readonly temperature: number;
  readonly pressure?: number;
  readonly composition: Readonly<Record<string, number>>;
  /** G in J per mole of atoms. */
  readonly gibbsEnergy?: number;
  readonly chemicalPotentials?: Readonly<Record<string, number>>;
  /** Names of the stable phases, sorted. */
  readonly stable?: readonly string[];
  /** Amounts in ascending order, and how near they are recorded. */
  readonly amounts?: readonly number[];
  readonly amountsWithin?: number;
  /** Mole fraction of one component in phases, in the order of `stable`. */
  readonly fractions?: { readonly component: string; readonly values: readonly number[] };
}

/** 28 % Cr, 21 % Fe, 1 % Nb, 1.3 % Ti by mass, the rest Co, with the molar masses that the file states. */
const MASS_28_CR_21_FE_1_NB_1_3_TI = moleFractions({ CO: 48.7, CR: 28, FE: 21, NB: 1, TI: 1.3 });

function moleFractions(percent: Readonly<Record<string, number>>): Record<string, number> {
  const molarMass: Record<string, number> = { CO: 58.933, CR: 51.996, FE: 55.847, NB: 92.9064, TI: 47.88 };
  const moles = Object.entries(percent).map(([symbol, mass]) => [symbol, mass / molarMass[symbol]] as const);
  const sum = moles.reduce((total, [, amount]) => total + amount, 0);
  return Object.fromEntries(moles.map(([symbol, amount]) => [symbol, amount / sum]));
}

const ALFE = ["LIQUID", "FCC_A1", "HCP_A3", "AL5FE2", "AL2FE", "AL13FE4", "AL5FE4"];

export const RECORDED: readonly RecordedEquilibrium[] = [
  {
    test: "test_rose_nine",
    within: 1e-5,
    because: "five digits are recorded",
    file: "rose.tdb",
    components: ["H", "HE", "LI", "BE", "B", "C", "N", "O", "F"],
    phases: ["TEST"],
    temperature: 1000,
    composition: Object.fromEntries(["H", "HE", "LI", "BE", "B", "C", "N", "O", "F"].map((symbol) => [symbol, 1 / 9])),
    gibbsEnergy: -5.8351e3,
  },
  {
    test: "test_eq_binary",
    within: 1e-7,
    because: "seven digits are recorded",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ALFE,
    temperature: 1400,
    composition: { AL: 0.55, FE: 0.45 },
    gibbsEnergy: -9.608807e4,
  },
  {
    test: "test_dilute_condition",
    within: 1e-7,
    because: "seven digits are recorded",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ["FCC_A1"],
    temperature: 1300,
    composition: { AL: 0, FE: 1 },
    gibbsEnergy: -64415.84,
  },
  {
    test: "test_dilute_condition (trace)",
    within: 2e-7,
    because: "pycalphad raises 1e-12 to its smallest mole fraction, about 1e-10",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ["FCC_A1"],
    temperature: 1300,
    composition: { AL: 1e-10, FE: 1 - 1e-10 },
    gibbsEnergy: -64415.841,
    chemicalPotentials: { AL: -385499.682936, FE: -64415.837878 },
  },
  {
    test: "test_eq_illcond_hessian",
    within: 2e-5,
    because: "pycalphad asks for 0.1 J/mol of the potentials, as its own differ between platforms; G agrees to 2e-11",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ["LIQUID"],
    temperature: 401.5625,
    pressure: 1e5,
    composition: { AL: 0.26, FE: 0.74 },
    gibbsEnergy: -16507.22325998,
    chemicalPotentials: { AL: -55611.954141, FE: -2767.72322 },
  },
  {
    test: "test_eq_illcond_magnetic_hessian",
    within: 3e-8,
    because: "seven digits of the potential of Al are recorded",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ["FCC_A1", "AL13FE4"],
    temperature: 300,
    pressure: 1e5,
    composition: { AL: 0.8, FE: 0.2 },
    gibbsEnergy: -31414.46677,
    chemicalPotentials: { AL: -8490.14, FE: -123111.773 },
  },
  {
    test: "test_eq_composition_cond_sorting",
    gasConstant: 8.31451,
    within: 5e-8,
    because: "seven digits are recorded, of Thermo-Calc",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ["LIQUID"],
    temperature: 2000,
    composition: { AL: 0.8, FE: 0.2 },
    gibbsEnergy: -143913.3,
    chemicalPotentials: { AL: -133815.12, FE: -184306.01 },
  },
  {
    test: "test_eq_four_sublattice",
    gasConstant: 8.31451,
    within: 6e-7,
    because: "six digits are recorded, of Thermo-Calc; pycalphad itself reaches -87256.3",
    file: "alnifcc4sl.tdb",
    components: ["AL", "NI"],
    phases: ["FCC_L12"],
    temperature: 1073,
    composition: { AL: 0.2399, NI: 0.7601 },
    gibbsEnergy: -87260.6,
  },
  {
    test: "test_eq_ternary_edge_case_mass",
    gasConstant: 8.31451,
    file: "alcocrni.tdb",
    components: ["AL", "CO", "CR"],
    phases: ["L12_FCC", "BCC_B2", "LIQUID"],
    temperature: 1523,
    composition: { AL: 0.8881111111, CO: 0.1118888888, CR: 1e-10 },
    gibbsEnergy: -97913.542,
    chemicalPotentials: { AL: -86994.575, CO: -184582.17 },
  },
  {
    test: "test_eq_ternary_inside_mass",
    gasConstant: 8.31451,
    within: 6e-8,
    because: "eight digits are recorded, of Thermo-Calc",
    file: "alcocrni.tdb",
    components: ["AL", "CO", "CR"],
    phases: ["L12_FCC", "BCC_B2", "LIQUID"],
    temperature: 1523,
    composition: {
      AL: 0.44455555555555554,
      CO: 0.22277777777777777,
      CR: 1 - 0.44455555555555554 - 0.22277777777777777,
    },
    gibbsEnergy: -105871.54,
    chemicalPotentials: { AL: -104653.83, CO: -142595.49, CR: -82905.784 },
  },
  {
    test: "test_eq_issue43_chempots_misc_gap",
    gasConstant: 8.31451,
    within: 2e-8,
    because: "eight digits are recorded, of Thermo-Calc",
    file: "issue43.tdb",
    components: ["AL", "NI", "CR"],
    phases: ["GAMMA_PRIME"],
    temperature: 1273,
    composition: { AL: 0.1246, CR: 1e-9, NI: 1 - 0.1246 - 1e-9 },
    gibbsEnergy: -81933.259,
    chemicalPotentials: { AL: -206144.57, CR: -272150.79, NI: -64253.652 },
  },
  {
    test: "test_eq_issue43_chempots_tricky_potentials",
    file: "issue43.tdb",
    components: ["AL", "NI", "CR"],
    phases: ["FCC_A1", "GAMMA_PRIME"],
    temperature: 1273,
    composition: { AL: 0.1246, CR: 0.6, NI: 1 - 0.1246 - 0.6 },
    gibbsEnergy: -70680.53695,
    chemicalPotentials: { AL: -135620.9960449, CR: -47269.29002414, NI: -92304.23688281 },
  },
  {
    test: "test_eq_large_vacancy_hessian",
    file: "alni_dupin_2001.tdb",
    components: ["AL", "NI"],
    phases: ["BCC_B2"],
    temperature: 1804,
    composition: { AL: 0.4798, NI: 0.5202 },
    gibbsEnergy: -154338.129,
    chemicalPotentials: { AL: -167636.23822714, NI: -142072.78317111 },
  },
  {
    test: "test_eq_stoichiometric_phase_in_binary",
    file: "alni_tough_chempot.tdb",
    components: ["AL", "NI"],
    phases: null,
    temperature: 780,
    composition: { AL: 0.375, NI: 0.625 },
    gibbsEnergy: -84676.46413558903,
    stable: ["AL3NI5"],
  },
  {
    test: "test_eq_issue76_dilute_potentials",
    file: "alfe.tdb",
    components: ["AL", "FE"],
    phases: ["LIQUID", "FCC_A1"],
    temperature: 930,
    composition: { AL: 0.9985, FE: 0.0015 },
    gibbsEnergy: -37799.510894,
  },
  {
    test: "test_eq_gas_phase",
    file: "cuo.tdb",
    components: ["O"],
    phases: ["GAS"],
    temperature: 1000,
    pressure: 1e5,
    composition: { O: 1 },
    gibbsEnergy: -110380.61071,
  },
  {
    test: "test_eq_alni_low_temp",
    file: "alni_dupin_2001.tdb",
    components: ["AL", "NI"],
    phases: null,
    temperature: 300,
    composition: { AL: 0.4, NI: 0.6 },
    gibbsEnergy: -63736.3048,
    chemicalPotentials: { AL: -116098.937755, NI: -28827.882809 },
    stable: ["AL3NI5", "BCC_B2"],
    fractions: { component: "AL", values: [0.375, 0.488104] },
  },
  {
    test: "test_eq_alni_high_temp",
    file: "alni_dupin_2001.tdb",
    components: ["AL", "NI"],
    phases: null,
    temperature: 1600,
    composition: { AL: 0.65, NI: 0.35 },
    gibbsEnergy: -131081.998,
    chemicalPotentials: { AL: -106284.8589, NI: -177133.82819 },
    stable: ["BCC_B2", "LIQUID"],
    fractions: { component: "AL", values: [0.563528, 0.695314] },
  },
  {
    test: "test_eq_charge_alfeo",
    within: 1e-7,
    because: "eight digits are recorded",
    file: "alfeo.tdb",
    components: ["AL", "FE", "O"],
    phases: null,
    temperature: 500,
    composition: { AL: 0.2, FE: 0.2, O: 0.6 },
    gibbsEnergy: -257462.33,
    amounts: [0.47826862, 0.52173138],
    amountsWithin: 5e-8,
  },
  {
    test: "test_eq_charge_ndzro",
    within: 2e-6,
    because: "the recorded amounts add up to 0.999999, and G is that much too high",
    file: "al2o3_nd2o3_zro2.tdb",
    components: ["ND", "ZR", "O"],
    phases: ["ND2O3_A", "PYRO"],
    temperature: 1400,
    composition: { ND: 0.25, O: 0.625, ZR: 0.125 },
    gibbsEnergy: -432325.423784,
    stable: ["ND2O3_A", "PYRO"],
    amounts: [0.30164254, 0.69835646],
    amountsWithin: 2e-6,
  },
  {
    test: "test_ternary_three_phase_dilute",
    gasConstant: 8.31451,
    within: 2e-8,
    because: "eight digits are recorded",
    file: "crtiv_ghosh.tdb",
    components: ["CR", "TI", "V"],
    phases: null,
    temperature: 500,
    composition: { CR: 0.2, TI: 0.2, V: 0.6 },
    chemicalPotentials: { CR: -26103.482, TI: -16869.033, V: -19606.779 },
    stable: ["BCC_A2", "HCP_A3", "LAVES_C15"],
    amounts: [8.9018e-2, 1.6608e-1, 7.449e-1],
    amountsWithin: 5e-6,
  },
  {
    test: "test_issue_468_gibbs_phase_rule",
    file: "gibbs_phase_rule.tdb",
    components: ["FE", "C"],
    phases: ["FCC_A1", "BCC_A2", "GRAPHITE", "CEMENTITE"],
    temperature: 1080,
    pressure: 1e5,
    composition: { C: 0.0053, FE: 0.9947 },
    stable: ["BCC_A2", "GRAPHITE"],
    amounts: [0.00015170798706395827, 0.999848292010574],
  },
  {
    test: "test_issue589_global_min",
    file: "COST507.tdb",
    components: ["AL", "C", "CR", "FE", "CU"],
    phases: ["FCC_A1"],
    temperature: 1173.5,
    pressure: 1e5,
    composition: {
      AL: 0.2,
      C: 0.24648903489788576,
      CR: 0.28915224916163423,
      CU: 0.1370080709560772,
      FE: 1 - 0.2 - 0.24648903489788576 - 0.28915224916163423 - 0.1370080709560772,
    },
    gibbsEnergy: -39263.10130208,
    chemicalPotentials: {
      AL: -73190.455829,
      C: 55931.596253,
      CR: -59900.399453,
      CU: -79250.493316,
      FE: -80354.857076,
    },
    stable: ["FCC_A1", "FCC_A1", "FCC_A1"],
  },
  {
    test: "test_workspace: cumg",
    file: "cumg.tdb",
    components: ["CU", "MG"],
    phases: null,
    temperature: 300,
    pressure: 1e5,
    composition: { CU: 0.75, MG: 0.25 },
    chemicalPotentials: { CU: -9949.7314137, MG: -43634.7588925 },
  },
  {
    test: "test_workspace: miscibility gap",
    file: "alzn_mey.tdb",
    components: ["AL", "ZN"],
    phases: ["FCC_A1"],
    temperature: 580,
    pressure: 1e5,
    composition: { AL: 0.7, ZN: 0.3 },
    stable: ["FCC_A1", "FCC_A1"],
    fractions: { component: "ZN", values: [0.538458, 0.181492] },
  },
  {
    test: "test_eq_needs_metastable_starting",
    file: "mc_fecocrnbti.tdb",
    components: ["CO", "CR", "FE", "NB", "TI"],
    phases: null,
    without: ["GP_MAT"],
    temperature: 960,
    pressure: 1e5,
    composition: MASS_28_CR_21_FE_1_NB_1_3_TI,
    gibbsEnergy: -46868.31620088,
    stable: ["BCC_A2", "FCC_A1", "LAVES_PHASE", "MU_PHASE", "SIGMA"],
  },
];
