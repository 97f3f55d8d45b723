"""Impedance from a Jacobian with SciPy: one sparse LU per frequency (SuperLU), and one banded solution per frequency (LAPACK).

    python3 sparse_impedance.py INPUT REPEATS

INPUT is JSON: order n, mass (n diagonal numbers), rows, columns, values of J, omegas in rad/s, control (row of the unit current)
and voltage (the unknown that is read). Prints JSON: milliseconds of processor time for all frequencies (median), and Z.
"""

import json
import sys
import time

import numpy as np
from scipy.linalg import solve_banded
from scipy.sparse import csc_matrix, diags
from scipy.sparse.linalg import splu


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    repeats = int(sys.argv[2])
    n = given["n"]
    j = csc_matrix((given["values"], (given["rows"], given["columns"])), shape=(n, n))
    m = diags(given["mass"]).tocsc()
    right = np.zeros(n, dtype=complex)
    right[given["control"]] = 1.0
    omegas, voltage = given["omegas"], given["voltage"]
    offsets = np.array(given["columns"]) - np.array(given["rows"])
    below, above = int(-offsets.min()), int(offsets.max())
    band = np.zeros((below + above + 1, n))
    mass_band = np.zeros_like(band)
    for row, column, value in zip(given["rows"], given["columns"], given["values"]):
        band[above + row - column, column] = -value
    mass_band[above] = given["mass"]

    def sparse(omega):
        return splu((1j * omega * m - j).tocsc()).solve(right)[voltage]

    def banded(omega):
        return solve_banded((below, above), 1j * omega * mass_band + band, right)[voltage]

    out = {"below": below, "above": above}
    for name, solve in (("sparse", sparse), ("banded", banded)):
        times = []
        for _ in range(repeats + 1):
            begin = time.process_time()
            z = [solve(omega) for omega in omegas]
            times.append(1e3 * (time.process_time() - begin))
        out[name] = {
            "milliseconds": sorted(times[1:])[repeats // 2],
            "real": [x.real for x in z],
            "imaginary": [x.imag for x in z],
        }
    print(json.dumps(out))


main()
