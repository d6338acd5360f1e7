/** Names of variables that stand for secrets, as BuildKit sees them, and some more that hadolint knows. */
import type { Pair } from "../dockerfile/instruction.ts";

const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:^|_)(?:public|file|version|present)(?:_|$)/i;
// Common words of hadolint's list that do not stand between underscores.
const KNOWN = /api_?key|client_?key|password|private_?key|secret|access_?token/i;
const HARMLESS =
  /_(?:enabled|name|path|dir|id|url|uri|type|length|size|ttl|timeout|expiry|algorithm)$|^ssh_auth_sock$/i;

export function setsSecret(keyword: string, { name, value, hasEquals }: Pair): boolean {
  const key = name.text;
  if (PUBLIC.test(key) || /^(?:ssh_auth_sock|apt_key_dont_warn_on_dangerous_usage)$/i.test(key)) return false;
  if (keyword === "ENV" && hasEquals && value?.unquoted === "") return false;
  return SECRET.test(key) || (KNOWN.test(key) && !HARMLESS.test(key));
}
