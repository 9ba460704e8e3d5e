/** What the address says while the conditions of a list are unfolded. */
export const OPEN_FILTER = 'open';
