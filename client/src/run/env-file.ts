/** Files of environment variables, as `docker run --env-file` reads them. */

/**
 * Nothing is unquoted or expanded. A name alone takes its value from `surroundings`, and is left out where that has none.
 */
export function variablesIn(
  content: string,
  surroundings: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of content.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const text = line.trimStart();
    if (text === "" || text.startsWith("#")) continue;
    const equals = text.indexOf("=");
    const name = equals < 0 ? text.trimEnd() : text.slice(0, equals);
    const value = equals < 0 ? surroundings[name] : text.slice(equals + 1);
    if (name !== "" && value !== undefined) variables[name] = value;
  }
  return variables;
}
