/** The build arguments that the builder knows by itself. */
import * as l10n from "@vscode/l10n";
import { explained, reference } from "./facts.ts";

export interface ArgFacts {
  readonly summary: () => string;
  readonly example: string;
  /** The section of Docker's reference. */
  readonly anchor: string;
}

const PLATFORM_ANCHOR = "automatic-platform-args-in-the-global-scope";
const PREDEFINED_ANCHOR = "predefined-args";

const platform = (example: string, summary: () => string): ArgFacts => ({ summary, example, anchor: PLATFORM_ANCHOR });
const proxy = (value: string, summary: () => string): ArgFacts => ({
  summary,
  example: `docker build --build-arg ${value} .`,
  anchor: PREDEFINED_ANCHOR,
});
const setting = (example: string, summary: () => string): ArgFacts => ({
  summary,
  example,
  anchor: "buildkit-built-in-build-args",
});

const built = "FROM --platform=$BUILDPLATFORM golang:1.25 AS build";
const arch = "ARG TARGETOS TARGETARCH\nRUN GOOS=$TARGETOS GOARCH=$TARGETARCH go build";

const ARGS: ReadonlyMap<string, ArgFacts> = new Map([
  ["BUILDPLATFORM", platform(built, () => l10n.t("The platform of the machine that builds, such as `linux/amd64`."))],
  ["BUILDOS", platform("ARG BUILDOS", () => l10n.t("The operating system of the machine that builds: `linux`."))],
  [
    "BUILDOSVERSION",
    platform("ARG BUILDOSVERSION", () => l10n.t("The system's version on the machine that builds; used by Windows.")),
  ],
  [
    "BUILDARCH",
    platform("ARG BUILDARCH", () => l10n.t("The architecture of the machine that builds: `amd64`, `arm64`.")),
  ],
  ["BUILDVARIANT", platform("ARG BUILDVARIANT", () => l10n.t("The variant of the architecture that builds: `v7`."))],
  [
    "TARGETPLATFORM",
    platform("ARG TARGETPLATFORM", () =>
      l10n.t("The platform that is built for, such as `linux/arm64`: what `--platform` says."),
    ),
  ],
  ["TARGETOS", platform(arch, () => l10n.t("The operating system that is built for: `linux`."))],
  [
    "TARGETOSVERSION",
    platform("ARG TARGETOSVERSION", () => l10n.t("The version of the system that is built for; used by Windows.")),
  ],
  ["TARGETARCH", platform(arch, () => l10n.t("The architecture that is built for: `amd64`, `arm64`."))],
  [
    "TARGETVARIANT",
    platform("ARG TARGETVARIANT", () => l10n.t("The variant of the architecture that is built for: `v7`.")),
  ],
  ["TARGETSTAGE", platform("ARG TARGETSTAGE", () => l10n.t("The stage that is built: what `--target` says."))],
  [
    "HTTP_PROXY",
    proxy("HTTP_PROXY=http://proxy.example.com:3128", () =>
      l10n.t("The proxy for HTTP while building. It needs no `ARG`, and is not kept in the history."),
    ),
  ],
  [
    "HTTPS_PROXY",
    proxy("HTTPS_PROXY=http://proxy.example.com:3128", () =>
      l10n.t("The proxy for HTTPS while building. It needs no `ARG`, and is not kept in the history."),
    ),
  ],
  [
    "FTP_PROXY",
    proxy("FTP_PROXY=http://proxy.example.com:3128", () =>
      l10n.t("The proxy for FTP while building. It needs no `ARG`, and is not kept in the history."),
    ),
  ],
  [
    "NO_PROXY",
    proxy("NO_PROXY=localhost,.example.com", () =>
      l10n.t("The hosts that are reached without the proxy while building."),
    ),
  ],
  [
    "ALL_PROXY",
    proxy("ALL_PROXY=socks5://proxy.example.com:1080", () => l10n.t("The proxy for all protocols while building.")),
  ],
  [
    "SOURCE_DATE_EPOCH",
    setting("docker build --build-arg SOURCE_DATE_EPOCH=0 .", () =>
      l10n.t("The time, in Unix seconds, that the image and its files are given: for builds that can be repeated."),
    ),
  ],
  [
    "BUILDKIT_INLINE_CACHE",
    setting("docker build --build-arg BUILDKIT_INLINE_CACHE=1 .", () =>
      l10n.t("Keeps in the image itself what later builds need to use it as a cache (`--cache-from`)."),
    ),
  ],
  [
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
    setting("docker build --build-arg BUILDKIT_CONTEXT_KEEP_GIT_DIR=1 …", () =>
      l10n.t("Keeps the `.git` folder of a context that is a Git repository."),
    ),
  ],
  [
    "BUILDKIT_SANDBOX_HOSTNAME",
    setting("docker build --build-arg BUILDKIT_SANDBOX_HOSTNAME=builder .", () =>
      l10n.t("The host name that `RUN` sees; `buildkitsandbox` when nothing is said."),
    ),
  ],
]);

/** What an argument is for, as Markdown. */
export const argDocs = ({ summary, example, anchor }: ArgFacts): string =>
  explained(summary(), example, reference(anchor));

/** Proxies are known in small letters too. */
export const argFacts = (name: string): ArgFacts | undefined =>
  ARGS.get(name) ?? (/^[a-z]+_proxy$/.test(name) ? ARGS.get(name.toUpperCase()) : undefined);
