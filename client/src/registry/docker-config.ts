/** What the docker CLI's configuration says about logins: which helper keeps them, or the login itself. Pure. */
import { parseImageReference } from "../../../server/src/shared/image-reference.ts";
import type { RegistryLogin } from "../engine/api/images.ts";

/** Docker Hub's name in the configuration, and where it is kept. */
export const DOCKER_HUB = "https://index.docker.io/v1/";
const HUB_HOSTS: ReadonlySet<string> = new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]);

/** By what the logins of an image's registry are found; Docker Hub's for text that is no image reference. */
export function registryOf(reference: string): string {
  const registry = parseImageReference(reference)?.registry ?? null;
  return registry === null || HUB_HOSTS.has(registry) ? DOCKER_HUB : registry;
}

/** The registry as people call it. */
export const registryName = (registry: string): string => (registry === DOCKER_HUB ? "Docker Hub" : registry);

/** The program that keeps this registry's login, or null where the file itself does. */
export function helperOf(config: unknown, registry: string): string | null {
  const own = text(field(field(config, "credHelpers"), registry));
  const name = own ?? text(field(config, "credsStore"));
  // It becomes the end of a program's name: no path.
  return name !== null && /^[\w.-]+$/.test(name) ? name : null;
}

/** The login that the file itself holds. A placeholder that a helper left is none. */
export function loginIn(config: unknown, registry: string): RegistryLogin | null {
  const auths = field(config, "auths");
  if (typeof auths !== "object" || auths === null) return null;
  const exact = loginOf(field(auths, registry), registry);
  if (exact) return exact;
  // Old files name a registry by an address: `https://registry.example.com/v1/`.
  const legacy = Object.entries(auths).find(([key, it]) => hostOf(key) === hostOf(registry) && loginOf(it, registry));
  return legacy ? loginOf(legacy[1], registry) : null;
}

/** What a helper answered for `get`, or null when it is no login. */
export function loginAnswered(answer: string, registry: string): RegistryLogin | null {
  const said = parsedConfig(answer);
  const username = text(field(said, "Username"));
  const secret = text(field(said, "Secret"));
  if (username === null || secret === null) return null;
  return username === "<token>"
    ? { kind: "token", registry, token: secret }
    : { kind: "password", registry, username, password: secret };
}

/** A damaged file says nothing. */
export function parsedConfig(content: string | null): unknown {
  try {
    return content === null ? null : JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}

function loginOf(entry: unknown, registry: string): RegistryLogin | null {
  const token = text(field(entry, "identitytoken"));
  if (token !== null) return { kind: "token", registry, token };
  const decoded = Buffer.from(text(field(entry, "auth")) ?? "", "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  const username = colon > 0 ? decoded.slice(0, colon) : text(field(entry, "username"));
  // The CLI's own files end the password with zeros at times.
  const password = colon > 0 ? decoded.slice(colon + 1).replace(/\0+$/, "") : text(field(entry, "password"));
  return username !== null && password !== null && password !== ""
    ? { kind: "password", registry, username, password }
    : null;
}

const hostOf = (key: string): string => key.replace(/^https?:\/\//, "").replace(/\/.*$/, "");

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
