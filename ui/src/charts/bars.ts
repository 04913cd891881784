/** Rows a bar chart draws; more would be thinner than their names. */
export const BARS_MAX = 20;
