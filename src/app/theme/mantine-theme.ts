import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { fontFamily, lightColors, monospaceFamily } from "../../figures/tokens.ts";

/** One accent in ten shades for Mantine; controls take the custom properties of the theme, not these. */
const petrol: MantineColorsTuple = [
  "#e2f4f6",
  "#c5e8ec",
  "#93d3da",
  "#5cbcc7",
  "#33a3b0",
  "#188896",
  lightColors.accent,
  "#08525d",
  "#063f48",
  "#042d33",
];

export const mantineTheme: ReturnType<typeof createTheme> = createTheme({
  fontFamily,
  fontFamilyMonospace: monospaceFamily,
  primaryColor: "petrol",
  primaryShade: { light: 6, dark: 4 },
  colors: { petrol },
  defaultRadius: 4,
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "20px" },
  lineHeights: { xs: "14px", sm: "16px", md: "18px", lg: "20px", xl: "26px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  respectReducedMotion: true,
  cursorType: "pointer",
});
