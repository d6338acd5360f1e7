/** What is not to be shown: not in a hover, not beside the text, not in the effective configuration. */

const NAME =
  /PASS(?:WORD|WD|PHRASE)?(?:$|_)|PWD$|SECRET|TOKEN|CREDENTIAL|(?:API|PRIVATE|ACCESS|SIGNING|ENCRYPTION)_?KEY|_KEY$/i;

export const MASK = "•••";

/** The name of a variable that holds a password, key or token. A file that holds one may be named. */
export const looksSecret = (name: string): boolean => NAME.test(name) && !/(?:_FILE|_PATH)$/i.test(name);

/** The text with the password of every address in it hidden: `postgres://shop:•••@db`. */
export const withoutPasswords = (text: string): string =>
  text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/@]+(?=@)/gi, `$1${MASK}`);
