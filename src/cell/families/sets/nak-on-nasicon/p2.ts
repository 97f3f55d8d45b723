/** The paper whose cells these are, as sources name it. */
export const P2 = "P2 (EES Batteries 1 (2025) 1682)";
