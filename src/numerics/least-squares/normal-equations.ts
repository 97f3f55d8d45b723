/** JᵀJ (full, row-major) and Jᵀr: two columns by two at a time, so that each number that is read serves two products. */
export function normalEquations(
  jacobian: Float64Array,
  residual: Float64Array,
  m: number,
  n: number,
  gram: Float64Array,
  gradient: Float64Array,
): void {
  for (let k = 0; k < n; k += 2) {
    const a = k * m;
    const b = k + 1 < n ? a + m : a; // a last column without a partner is computed twice over
    let first = 0;
    let second = 0;
    let aa = 0;
    let ab = 0;
    let bb = 0;
    for (let i = 0; i < m; i++) {
      const u = jacobian[a + i];
      const v = jacobian[b + i];
      first += u * residual[i];
      second += v * residual[i];
      aa += u * u;
      ab += u * v;
      bb += v * v;
    }
    const next = b === a ? k : k + 1;
    gradient[next] = second;
    gradient[k] = first;
    gram[next * n + next] = bb;
    gram[k * n + next] = ab;
    gram[next * n + k] = ab;
    gram[k * n + k] = aa;
    for (let l = 0; l < k; l += 2) {
      const c = l * m;
      const d = c + m;
      let ac = 0;
      let ad = 0;
      let bc = 0;
      let bd = 0;
      for (let i = 0; i < m; i++) {
        const u = jacobian[a + i];
        const v = jacobian[b + i];
        const w = jacobian[c + i];
        const z = jacobian[d + i];
        ac += u * w;
        ad += u * z;
        bc += v * w;
        bd += v * z;
      }
      gram[next * n + l] = bc;
      gram[next * n + l + 1] = bd;
      gram[l * n + next] = bc;
      gram[(l + 1) * n + next] = bd;
      gram[k * n + l] = ac;
      gram[k * n + l + 1] = ad;
      gram[l * n + k] = ac;
      gram[(l + 1) * n + k] = ad;
    }
  }
}
