/** Installations as they are best written today: with the package manager's cache kept between builds. */

export interface Idiom {
  /** What it is found by. */
  readonly label: string;
  /** The flags and lines behind RUN, in LSP snippet syntax; each line but the last goes on. */
  readonly lines: readonly string[];
  /** Base images in which it is at home. */
  readonly images: RegExp;
}

const cache = (target: string): string => `--mount=type=cache,target=${target}`;
const locked = (target: string): string => `${cache(target)},sharing=locked`;
const bind = (file: string): string => `--mount=type=bind,source=${file},target=${file}`;

export const IDIOMS: readonly Idiom[] = [
  {
    label: "apt-get install",
    images: /debian|ubuntu|bookworm|trixie|bullseye|noble|jammy|slim/,
    lines: [
      locked("/var/cache/apt"),
      locked("/var/lib/apt"),
      "apt-get update && apt-get install -y --no-install-recommends ${1:package}",
    ],
  },
  { label: "apk add", images: /alpine/, lines: [locked("/var/cache/apk"), "apk add --update-cache ${1:package}"] },
  {
    label: "dnf install",
    images: /fedora|rocky|alma|centos|ubi|amazonlinux/,
    lines: [locked("/var/cache/libdnf5"), "dnf install -y --setopt=install_weak_deps=False ${1:package}"],
  },
  {
    label: "pip install",
    images: /python|pypy/,
    lines: [cache("/root/.cache/pip"), bind("requirements.txt"), "pip install -r ${1:requirements.txt}"],
  },
  {
    label: "uv sync",
    images: /python|\buv\b/,
    lines: [cache("/root/.cache/uv"), bind("uv.lock"), bind("pyproject.toml"), "uv sync --locked --no-install-project"],
  },
  {
    label: "poetry install",
    images: /python/,
    lines: [cache("/root/.cache/pypoetry"), "poetry install --no-root --only ${1:main}"],
  },
  {
    label: "npm ci",
    images: /\bnode\b/,
    lines: [cache("/root/.npm"), bind("package.json"), bind("package-lock.json"), "npm ci"],
  },
  {
    label: "yarn install",
    images: /\bnode\b/,
    lines: [cache("/usr/local/share/.cache/yarn"), "yarn install --frozen-lockfile"],
  },
  {
    label: "pnpm install",
    images: /\bnode\b/,
    lines: [cache("/root/.local/share/pnpm/store"), "pnpm install --frozen-lockfile"],
  },
  {
    label: "go mod download",
    images: /\bgo(?:lang)?\b/,
    lines: [cache("/go/pkg/mod"), bind("go.sum"), bind("go.mod"), "go mod download -x"],
  },
  {
    label: "go build",
    images: /\bgo(?:lang)?\b/,
    lines: [cache("/go/pkg/mod"), cache("/root/.cache/go-build"), "CGO_ENABLED=0 go build -o ${1:/out/app} ${2:.}"],
  },
  {
    label: "cargo build",
    images: /rust/,
    lines: [
      cache("/usr/local/cargo/registry"),
      cache("/usr/local/cargo/git"),
      locked("${1:/app}/target"),
      "cargo build --release && cp target/release/${2:app} /usr/local/bin/",
    ],
  },
  { label: "mvn package", images: /maven|temurin|jdk/, lines: [cache("/root/.m2"), "mvn -B package"] },
  {
    label: "gradle build",
    images: /gradle|temurin|jdk/,
    lines: [cache("/home/gradle/.gradle"), "gradle build --no-daemon"],
  },
  { label: "dotnet restore", images: /dotnet/, lines: [cache("/root/.nuget/packages"), "dotnet restore"] },
  {
    label: "composer install",
    images: /php|composer/,
    lines: [cache("/tmp/cache"), "composer install --no-dev --no-interaction"],
  },
  { label: "bundle install", images: /ruby/, lines: [cache("/usr/local/bundle/cache"), "bundle install"] },
];

/** Folders that package managers keep between builds. */
export const CACHE_TARGETS: readonly string[] = [
  "/go/pkg/mod",
  "/root/.cache/go-build",
  "/root/.cache/pip",
  "/root/.cache/uv",
  "/root/.gradle",
  "/root/.m2",
  "/root/.npm",
  "/root/.nuget/packages",
  "/usr/local/cargo/registry",
  "/var/cache/apt",
  "/var/lib/apt",
];
