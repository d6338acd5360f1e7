/** The forms in which commands are usually written in a RUN, by what they are for. */
import * as l10n from "@vscode/l10n";

export interface CommandFacts {
  readonly summary: () => string;
  /** In LSP snippet syntax. */
  readonly commands: readonly string[];
}

/** What is done first comes first. */
export const COMMANDS: readonly CommandFacts[] = [
  {
    summary: () =>
      l10n.t(
        "Fetches the lists of packages. It belongs in the `RUN` that installs: alone it stays in the cache and grows old.",
      ),
    commands: ["apt-get update"],
  },
  {
    summary: () =>
      l10n.t("Installs packages of the distribution, without asking and without what they only recommend."),
    commands: [
      "apt-get install -y --no-install-recommends ${1:package}",
      "apk add --no-cache ${1:package}",
      "dnf install -y --setopt=install_weak_deps=False ${1:package}",
      "zypper install -y --no-recommends ${1:package}",
    ],
  },
  {
    summary: () =>
      l10n.t(
        "Installs under one name what only this `RUN` needs; `apk del` of that name removes all of it at its end.",
      ),
    commands: ["apk add --no-cache --virtual ${1:.build-deps} ${2:package}"],
  },
  {
    summary: () =>
      l10n.t("Removes packages. The image gets smaller only in the `RUN` that has installed them: layers only add."),
    commands: [
      "apt-get purge -y --auto-remove ${1:package}",
      "apk del ${1:.build-deps}",
      "dnf remove -y ${1:package}",
      "zypper remove -y --clean-deps ${1:package}",
    ],
  },
  {
    summary: () => l10n.t("Makes the package manager that `package.json` names available."),
    commands: ["corepack enable"],
  },
  {
    summary: () => l10n.t("Installs exactly what the lock file says, and stops when it no longer fits."),
    commands: [
      "npm ci",
      "yarn install --immutable",
      "pnpm install --frozen-lockfile",
      "bun install --frozen-lockfile",
      "uv sync --locked",
    ],
  },
  {
    summary: () => l10n.t("Installs what the program needs to run, without what only its development needs."),
    commands: [
      "npm ci --omit=dev",
      "pnpm install --frozen-lockfile --prod",
      "bun install --frozen-lockfile --production",
      "uv sync --locked --no-dev",
      "pip install --no-cache-dir -r ${1:requirements.txt}",
      "poetry install --only main",
      "composer install --no-dev --no-interaction --optimize-autoloader",
      "mix deps.get --only prod",
    ],
  },
  {
    summary: () => l10n.t("Sets what `bundle install` leaves out, and that the lock file must fit."),
    commands: ["bundle config set --local without '${1:development test}'", "bundle config set --local frozen true"],
  },
  {
    summary: () =>
      l10n.t(
        "Fetches or builds the dependencies. Before the sources are copied, it stays in the cache when they change.",
      ),
    commands: [
      "go mod download",
      "cargo fetch --locked",
      "cargo chef cook --release --recipe-path ${1:recipe.json}",
      "pnpm fetch",
      "mvn -B dependency:go-offline",
      "gradle dependencies --no-daemon",
      "dotnet restore",
      "bundle install",
      "mix deps.compile",
      "deno install --frozen",
    ],
  },
  {
    summary: () => l10n.t("Writes down which dependencies `cargo chef cook` is to build in the next stage."),
    commands: ["cargo chef prepare --recipe-path ${1:recipe.json}"],
  },
  {
    summary: () => l10n.t("Builds the program as it is to run."),
    commands: [
      "npm run ${1:build}",
      "yarn run ${1:build}",
      "pnpm run ${1:build}",
      "bun run ${1:build}",
      "deno compile --output ${1:/out/app} ${2:main.ts}",
      "go build -o ${1:/out/app} ${2:.}",
      "cargo build --release --locked",
      "mvn -B package -DskipTests",
      "gradle assemble --no-daemon",
      "dotnet publish -c Release -o ${1:/app} --no-restore",
      "bundle exec rails assets:precompile",
      "mix compile",
      "mix release",
    ],
  },
  {
    summary: () => l10n.t("Runs the tests: the build stops when one of them fails."),
    commands: [
      "npm test",
      "yarn test",
      "pnpm test",
      "bun test",
      "deno test",
      "go test ./...",
      "cargo test --locked",
      "mvn -B verify",
      "gradle check --no-daemon",
      "dotnet test",
    ],
  },
  {
    summary: () => l10n.t("Removes what only development needs, once the program is built."),
    commands: ["npm prune --omit=dev", "pnpm prune --prod"],
  },
  {
    summary: () =>
      l10n.t("Empties the cache, so that it does not stay in the layer. With a cache mount it is not needed."),
    commands: ["apt-get clean", "dnf clean all", "zypper clean --all", "npm cache clean --force"],
  },
  {
    summary: () =>
      l10n.t("Installs a tool, whatever the project needs. Name its version, so that each build has the same."),
    commands: [
      "npm install -g ${1:package}",
      "pip install --no-cache-dir ${1:package}",
      "uv pip install --system ${1:package}",
      "go install ${1:package}@${2:latest}",
      "cargo install --locked ${1:crate}",
      "gem install --no-document ${1:name}",
    ],
  },
  {
    summary: () => l10n.t("Adds a user for `USER`, so that the program need not run as root."),
    commands: [
      "useradd --create-home --uid ${1:10001} ${2:app}",
      "adduser -D -u ${1:10001} ${2:app}",
      "addgroup -S ${1:app}",
      "groupadd --gid ${1:10001} ${2:app}",
    ],
  },
  {
    summary: () => l10n.t("Downloads a file; an error of the server stops the build."),
    commands: [
      "curl -fsSL -o ${1:file} ${2:https://example.com/file}",
      "wget -q -O ${1:file} ${2:https://example.com/file}",
    ],
  },
  {
    summary: () => l10n.t("Clones the newest commit of a branch or a tag, without the history."),
    commands: ["git clone --depth 1 --branch ${1:main} ${2:https://example.com/repository.git}"],
  },
];
