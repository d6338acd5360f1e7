/** The few escape sequences that Gantry's own lines use; xterm maps these colours to the theme's. */
export const dim = (text: string): string => `\u001b[2m${text}\u001b[22m`;
export const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
