/** The semantic tokens that Gantry knows; a token's type is its index here. */
export const TOKEN_TYPES = [
  "class",
  "type",
  "variable",
  "macro",
  "enumMember",
  "keyword",
  "parameter",
  "property",
  "function",
  "comment",
] as const;
export const TOKEN_MODIFIERS = ["declaration"] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
