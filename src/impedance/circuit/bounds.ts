/**
 * The solver's marks of bounds, by parameter of the circuit.
 *
 * @param free indices of the free parameters
 * @param bound mark of each of them
 */
export function boundByParameter(free: Int32Array, parameters: number, bound: Int8Array): Int8Array {
  const all = new Int8Array(parameters);
  free.forEach((k, v) => {
    all[k] = bound[v] as number;
  });
  return all;
}
