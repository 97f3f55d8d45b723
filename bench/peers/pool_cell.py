"""The benchmark cell R1 (docs/numerics/benchmark-cell.md) with SciPy's solve_ivp; right-hand side compiled by numba.

    python3 pool_cell.py LSODA|BDF|Radau pulse|cycle CELLS RTOL REPEATS OUTPUT

The surface concentration is solved for in every call, so that SciPy sees ordinary differential equations with a band of
2 + 2 (LSODA) or a sparsity pattern (BDF, Radau). OUTPUT gets "t V phi c_s" after each segment; the closing line is JSON.
All quantities SI.
"""

import json
import sys
import time

import numpy as np
from numba import njit
from scipy.integrate import solve_ivp
from scipy.sparse import diags

FARADAY = 96485.33212
THERMAL = 8.31446261815324 * 298.15
CHI, VOLUME_A, VOLUME_B, INITIAL = 1.1, 2.38e-5, 4.56e-5, 19400.0
EXCHANGE, BULK, CONTACT = 20.0, 0.015, 2e-3
BOUNDARY_RESISTANCE, BOUNDARY_CAPACITY, LAYER_CAPACITY = 3e-3, 3.3e-3, 0.2


@njit
def fraction(c):
    q = 1 / (1 + c * (VOLUME_B - VOLUME_A))
    return c * VOLUME_B * q, VOLUME_B * q * q


@njit
def factor(c):
    x, dx = fraction(c)
    return 1 - 2 * CHI * x * (1 - x), -2 * CHI * (1 - 2 * x) * dx


@njit
def equilibrium(c):
    x, dx = fraction(c)
    unit = THERMAL / FARADAY
    return -unit * (np.log(x) + CHI * (1 - x) ** 2), -unit * (1 / x - 2 * CHI * (1 - x)) * dx


@njit
def surface_of(E, phi, first, conductance):
    c = first
    g = FARADAY / (2 * THERMAL)
    for _ in range(60):
        potential, slope = equilibrium(c)
        i0 = EXCHANGE * np.sqrt(c / INITIAL)
        up = np.exp(g * (E - potential))
        down = 1 / up
        theta, bend = factor(0.5 * (c + first))
        excess = conductance * theta * (first - c) - phi * i0 * (up - down) / FARADAY
        derivative = conductance * (0.5 * bend * (first - c) - theta)
        derivative -= phi * i0 * (0.5 / c * (up - down) - g * slope * (up + down)) / FARADAY
        step = excess / derivative
        c = 0.5 * c if c - step <= 0 else c - step
        if abs(step) < 1e-11 * c:
            break
    return c


@njit
def slopes(y, current, conductance, volume):
    f = np.empty_like(y)
    v, E, phi, cells = y[0], y[1], y[2], y[3:]
    c = surface_of(E, phi, cells[0], conductance[0])
    left, flux = c, 0.0
    for k in range(cells.size):
        following = conductance[k] * factor(0.5 * (left + cells[k]))[0] * (cells[k] - left)
        if k == 0:
            first = following
        else:
            f[2 + k] = (following - flux) / volume[k - 1]
        flux, left = following, cells[k]
    f[-1] = -flux / volume[-1]
    f[0] = (current - v / BOUNDARY_RESISTANCE) / BOUNDARY_CAPACITY
    f[1] = (current - first * FARADAY) / LAYER_CAPACITY
    f[2] = -0.1 * max(current, 0.0) / 10 / phi / (1 + np.exp(-(9500 - c) / 400)) + 0.02 * (1 - phi)
    return f


def main():
    method, protocol, n, rtol, repeats, output = sys.argv[1:7]
    n, rtol, repeats = int(n), float(rtol), int(repeats)
    faces = 1e-3 * np.expm1(8 * np.arange(n + 1) / n) / np.expm1(8)
    centres, widths = 0.5 * (faces[1:] + faces[:-1]), np.diff(faces)

    def area(z):
        return 0.01 + 0.99 * (1 - np.exp(-z / 20e-6))

    near = faces[:-1]
    distance = np.diff(centres, prepend=0.0)
    conductance = area(near) * 7e-13 * (3e-9 / 7e-13) ** (1 - np.exp(-((near / 3e-6) ** 2))) / distance
    volume = area(centres) * widths
    size = n + 3
    y = np.full(size, INITIAL)
    y[:3] = 0.0, equilibrium(INITIAL)[0], 1.0
    atol = np.full(size, 1e3 * rtol)
    atol[:3] = 0.1 * rtol
    segments = [(10.0, 1.0), (0.0, 2.0)] if protocol == "pulse" else [(4.0, 9000.0), (-4.0, 9000.0)]
    structure = (
        {"lband": 2, "uband": 2}
        if method == "LSODA"
        else {"jac_sparsity": diags([np.ones(size - abs(k)) for k in range(-2, 3)], range(-2, 3)).tocsc()}
    )
    slopes(y, 0.0, conductance, volume)
    rows, t, evaluations, begin = [], 0.0, 0, time.perf_counter()
    for _ in range(repeats):
        for current, length in segments:
            done = solve_ivp(
                lambda _, state: slopes(state, current, conductance, volume),
                (0, length),
                y,
                method=method,
                rtol=rtol,
                atol=atol,
                t_eval=[length],
                first_step=1e-9,
                **structure,
            )
            if not done.success:
                sys.exit(f"{method} failed after {t} s: {done.message}")
            y = done.y[:, -1]
            t += length
            evaluations += done.nfev
            c = surface_of(y[1], y[2], y[3], conductance[0])
            rows.append((t, y[1] + y[0] + current * (BULK + CONTACT / y[2]), y[2], c))
    print(json.dumps({"seconds": time.perf_counter() - begin, "evaluations": evaluations}))
    np.savetxt(output, rows, fmt="%.16g")


main()
