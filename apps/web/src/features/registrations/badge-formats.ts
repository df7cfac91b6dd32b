import type { BadgeFormat } from "./badges-search.ts";

/** What is sold to print names on: a grid on A4 to cut or peel, or a roll of labels of which each is a page. */
export const badgeFormats = {
  a6: {
    width: "105mm",
    height: "148mm",
    columns: 2,
    rows: 2,
    name: "10mm",
    lines: "4.6mm",
    paper: "a4",
  },
  large: {
    width: "90mm",
    height: "65mm",
    columns: 2,
    rows: 4,
    name: "6.4mm",
    lines: "3.4mm",
    paper: "a4",
  },
  small: {
    width: "63.5mm",
    height: "38.1mm",
    columns: 3,
    rows: 7,
    name: "4.4mm",
    lines: "2.6mm",
    paper: "a4",
  },
  roll: {
    width: "100mm",
    height: "62mm",
    columns: 1,
    rows: 1,
    name: "7mm",
    lines: "3.6mm",
    paper: "roll",
  },
} as const satisfies Record<BadgeFormat, object>;
