/** The tags that a registry has, asked by the API that all of them speak, with a login only where they want one; kept for a while. */
import type { ImageReference } from "../shared/image-reference.ts";
import type { RegistryLoginAnswer } from "../shared/protocol.ts";

/** The tags of a repository; null when nobody knows, or nobody knows yet. */
export type TagSource = (
  repository: Pick<ImageReference, "registry" | "name">,
  signal: AbortSignal,
) => Promise<readonly string[] | null>;

/** The login for the registry of an image. */
export type LoginSource = (reference: string) => Promise<RegistryLoginAnswer | null>;

/** Milliseconds. */
const KEPT = 10 * 60_000;
/** A registry that does not answer is left alone for so long. */
const FAILURE_KEPT = 60_000;
const REQUEST_LIMIT = 10_000;
/** Who completes a name does not wait longer; what comes later is there at the next key. */
const PATIENCE = 2500;
const MOST_PAGES = 10;
const PAGE = 1000;
const MOST_BYTES = 5_000_000;

interface Asked {
  readonly at: number;
  readonly tags: Promise<readonly string[] | null>;
  readonly over: AbortController;
  waiting: number;
  isDone: boolean;
  hasFailed: boolean;
}

export class RegistryTags {
  readonly #asked = new Map<string, Asked>();
  readonly #login: LoginSource;

  constructor(login: LoginSource = () => Promise.resolve(null)) {
    this.#login = login;
  }

  /** What is being asked for ends when nobody waits for it any more because all have turned away. */
  readonly of: TagSource = async (repository, signal) => {
    const url = tagsUrl(repository);
    const { registry, name } = repository;
    const asked = this.#ask(url, () => this.#login(registry === null ? name : `${registry}/${name}`));
    asked.waiting++;
    const turnedAway = new Promise<null>((resolve) =>
      signal.addEventListener("abort", () => resolve(null), { once: true }),
    );
    const tags = await Promise.race([asked.tags, turnedAway, later(PATIENCE)]);
    asked.waiting--;
    if (signal.aborted && asked.waiting === 0 && !asked.isDone) {
      asked.over.abort();
      this.#asked.delete(url);
    }
    return tags;
  };

  #ask(url: string, login: Login): Asked {
    const known = this.#asked.get(url);
    if (known && Date.now() - known.at < (known.hasFailed ? FAILURE_KEPT : KEPT)) return known;
    const over = new AbortController();
    const tags = fetchTags(url, login, over.signal).then(
      (found) => {
        asked.isDone = true;
        return found;
      },
      () => {
        asked.isDone = asked.hasFailed = true;
        return null; // Offline, no such repository, no login for it: completion goes on without.
      },
    );
    const asked: Asked = { at: Date.now(), tags, over, waiting: 0, isDone: false, hasFailed: false };
    this.#asked.set(url, asked);
    return asked;
  }
}

/** Docker Hub's registry goes by another name, and its official images have a folder. */
function tagsUrl({ registry, name }: Pick<ImageReference, "registry" | "name">): string {
  const isHub = registry === null || /^(?:index\.|registry-1\.)?docker\.io$/.test(registry);
  const host = isHub ? "registry-1.docker.io" : registry;
  const path = isHub && !name.includes("/") ? `library/${name}` : name;
  return `${schemeOf(host)}://${host}/v2/${path}/tags/list?n=${PAGE}`;
}

/** As the engines do it: only this machine is spoken to in the open. */
const schemeOf = (host: string): "http" | "https" =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host) ? "http" : "https";

type Login = () => Promise<RegistryLoginAnswer | null>;
const nobody: Login = () => Promise.resolve(null);

async function fetchTags(url: string, login: Login, signal: AbortSignal): Promise<string[]> {
  const tags: string[] = [];
  let authorization: string | null = null;
  for (let next: string | null = url, page = 0; next !== null && page < MOST_PAGES; page++) {
    let response = await request(next, authorization, signal);
    for (const who of page === 0 ? [nobody, login] : []) {
      if (response.status !== 401 && response.status !== 403) break;
      const challenge = response.headers.get("www-authenticate") ?? "";
      const given = await authorizationFor(challenge, url, await who(), signal);
      if (given === null) continue;
      authorization = given;
      response = await request(next, authorization, signal);
    }
    if (!response.ok) throw new Error(`${next} answered ${response.status}`);
    const answer = JSON.parse(await textOf(response)) as { tags?: unknown } | null; // Looked at below.
    if (Array.isArray(answer?.tags)) tags.push(...answer.tags.filter(isTag));
    next = nextPage(response.headers.get("link"), url);
  }
  return tags;
}

const isTag = (tag: unknown): tag is string => typeof tag === "string" && /^\w[\w.-]{0,127}$/.test(tag);

function request(url: string, authorization: string | null, signal: AbortSignal): Promise<Response> {
  const headers = authorization === null ? {} : { Authorization: authorization };
  return fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_LIMIT)]) });
}

/** What the registry wants to see, as far as it can be had. */
async function authorizationFor(
  challenge: string,
  url: string,
  login: RegistryLoginAnswer | null,
  signal: AbortSignal,
): Promise<string | null> {
  const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
  if (/^basic\b/i.test(challenge)) return basic;
  const token = await tokenFor(challenge, url, basic, signal);
  return token === null ? null : `Bearer ${token}`;
}

/** The token for whoever is logged in, or for anybody: `Bearer realm="https://auth…/token",service="…",scope="…"`. */
async function tokenFor(
  challenge: string,
  url: string,
  authorization: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const field = (name: string): string | null => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? null;
  const realm = field("realm");
  if (!/^bearer /i.test(challenge) || realm === null) return null;
  const at = new URL(realm);
  const isOpen = at.protocol !== "https:";
  if (isOpen && (schemeOf(at.host) !== "http" || schemeOf(new URL(url).host) !== "http"))
    throw new Error("a token in the open");
  for (const name of ["service", "scope"]) {
    const value = field(name);
    if (value !== null) at.searchParams.set(name, value);
  }
  const response = await request(at.href, authorization, signal);
  if (!response.ok) return null;
  const answer = JSON.parse(await textOf(response)) as { token?: unknown; access_token?: unknown } | null; // As above.
  const token = answer?.token ?? answer?.access_token;
  return typeof token === "string" ? token : null;
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MOST_BYTES) throw new Error("the answer is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** `</v2/library/node/tags/list?last=…&n=1000>; rel="next"`; never to another host. */
function nextPage(link: string | null, url: string): string | null {
  const target = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link ?? "")?.[1];
  if (target === undefined) return null;
  const next = new URL(target, url);
  return next.host === new URL(url).host ? next.href : null;
}

const later = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), milliseconds).unref());
