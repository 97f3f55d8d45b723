/** What people call that which a command names otherwise, by what its title holds. */
const otherWords: readonly (readonly [title: RegExp, words: string])[] = [
  [/λ/, "lambda smoothing regularisation regularization ridge Tikhonov"],
  [/^Show Impedance$/, "DRT relaxation times distribution EIS spectrum spectra Nyquist Bode"],
  [/validity/, "Kramers-Kronig KK residuals check test stationary"],
  [/^Show Phases$/, "phase diagram liquidus alloy thermodynamics composition eutectic properties"],
  [/^Show Cell$/, "simulation simulate model protocol study parameters"],
  [/^Show Claims$/, "papers ledger verdict literature"],
  [/drift/, "stationary time variance Kramers-Kronig"],
  [/[Cc]ircuit/, "equivalent model CNLS refit Randles"],
  [/theme/, "mode night day appearance colours colors"],
  [/^Export/, "save figure SVG PNG CSV image picture download copy"],
  [/[Pp]in /, "compare overlay hold"],
  [/results table/, "list rows processes peaks"],
  [/^Open /, "load import add drop"],
  [/^Save the project/, "store download keep"],
  [/^Save the results/, "export download"],
  [/keys/, "help shortcuts keyboard"],
  [/^Undo$/, "back revert"],
  [/^Redo$/, "again forward"],
  [/workspace|inspector/, "panel sidebar files list"],
];

/** Other words under which a command is found. */
export function otherWordsOf(title: string): string {
  return otherWords.flatMap(([pattern, words]) => (pattern.test(title) ? [words] : [])).join(" ");
}
