/** Under which the signed page of a mandate stands among a case's papers; no item lists it. */
export const MANDATE_PAPER = 'service-mandate'
