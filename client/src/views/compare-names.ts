/** By name, with numbers as people count: `web-2` stands before `web-10`. One collator: `localeCompare` makes its own each time. */
export const compareNames = new Intl.Collator("en", { numeric: true }).compare;
