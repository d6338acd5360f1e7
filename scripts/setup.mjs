// Makes a machine ready to run, test and package Gantry; does nothing where it is. Only Node's own modules: it runs
// before `npm ci`. `node scripts/setup.mjs [modules] [engine] [browser] [workbench]`, all when none is named.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const RECIPE = join(ROOT, "scripts/code-server");

/** Debian's packages: what each is needed for, and how to tell that it is there. */
const PACKAGES = {
  engine: [
    { name: "docker.io", isThere: () => onPath("dockerd") },
    { name: "docker-compose", isThere: () => onPath("docker-compose") },
    { name: "docker-registry", isThere: () => onPath("docker-registry") },
    { name: "iptables", isThere: () => onPath("iptables") },
    { name: "busybox-static", isThere: () => isStatic("/bin/busybox") },
    { name: "openssh-server", isThere: () => existsSync("/usr/sbin/sshd") },
    { name: "openssl", isThere: () => onPath("openssl") },
    { name: "podman", isThere: () => onPath("podman") },
    { name: "runc", isThere: () => onPath("runc") },
    { name: "conmon", isThere: () => onPath("conmon") },
    { name: "netavark", isThere: () => existsSync("/usr/lib/podman/netavark") },
    { name: "catatonit", isThere: () => onPath("catatonit") },
    { name: "golang-github-containers-common", isThere: () => existsSync("/etc/containers/policy.json") },
  ],
  browser: [
    { name: "chromium", isThere: () => existsSync("/usr/bin/chromium") },
    { name: "fonts-dejavu", isThere: () => existsSync("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf") },
    { name: "fonts-noto-color-emoji", isThere: () => existsSync("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf") },
  ],
  /** To compile code-server's native parts, once. */
  compiler: [
    { name: "ca-certificates", isThere: () => existsSync("/etc/ssl/certs/ca-certificates.crt") },
    { name: "g++", isThere: () => onPath("g++") },
    { name: "libkrb5-dev", isThere: () => existsSync("/usr/include/krb5.h") },
    { name: "make", isThere: () => onPath("make") },
    { name: "pkg-config", isThere: () => onPath("pkg-config") },
    { name: "python3", isThere: () => onPath("python3") },
  ],
};

/**
 * `modules`: node_modules. `engine`: what a private dockerd, a private Podman and their base image need. `workbench`: VS Code for the browser.
 * `browser`: Chromium to drive it with. Throws an Error that says what to install where this cannot do it.
 */
export function setUp(needs) {
  const wanted = new Set(needs);
  if (wanted.has("modules")) installModules();
  if (wanted.has("engine")) {
    installPackages(PACKAGES.engine, "a private Docker Engine and Podman");
    fetchBuildx();
  }
  if (wanted.has("browser")) installPackages(PACKAGES.browser, "a browser for the workbench");
  if (wanted.has("workbench")) installCodeServer();
}

/** Outside the repository, so that a fresh clone finds it. test/support/cache.ts looks in the same place. */
function cacheFolder(name) {
  const cache = process.env.GANTRY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gantry");
  return join(cache, name);
}

function installModules() {
  if (!existsSync(join(ROOT, "node_modules")) || isStale()) {
    say("Installing node_modules (npm ci)");
    run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: ROOT });
  }
}

/** Whether node_modules differs from the lock file; npm writes down in it what it installed. */
function isStale() {
  const installed = readJson(join(ROOT, "node_modules/.package-lock.json"))?.packages ?? {};
  const locked = readJson(join(ROOT, "package-lock.json")).packages;
  return Object.entries(locked).some(([path, it]) => {
    if (path === "" || it.link) return false;
    const there = installed[path];
    return there ? there.version !== it.version : !it.optional;
  });
}

function installPackages(packages, purpose) {
  const missing = packages.filter((it) => !it.isThere()).map((it) => it.name);
  if (missing.length === 0) return;
  const isDebian = existsSync("/etc/debian_version") && onPath("apt-get");
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (!isDebian || process.getuid?.() !== 0) {
    const how = isDebian
      ? `  sudo ${command}`
      : `  On Debian:  ${command}\n  Elsewhere: the packages of the same purpose.`;
    throw new Error(`Missing for ${purpose}: ${missing.join(", ")}. Install with:\n${how}`);
  }
  say(`Installing ${missing.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], { env });
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], { env });
  const still = packages.filter((it) => !it.isThere()).map((it) => it.name);
  if (still.length > 0) throw new Error(`Installed, but still not found: ${still.join(", ")}.`);
}

/** Debian 12 has no Docker Buildx: it is fetched from Debian 13, with the CLI that it belongs to, and unpacked beside. */
function fetchBuildx() {
  const folder = cacheFolder("buildx");
  if (existsSync(folder) || !onPath("apt-get")) return; // Its tests say where it is missing.
  say("Fetching Docker Buildx: once, 20 MB");
  const making = `${folder}.${process.pid}`;
  const [root, lists, debs] = ["root", "lists", "debs"].map((it) => join(making, it));
  try {
    for (const it of [root, join(lists, "partial"), debs]) mkdirSync(it, { recursive: true });
    writeFileSync(join(making, "status"), "");
    writeFileSync(join(making, "sources.list"), debianSource("trixie"));
    const settings = {
      "Dir::Etc::SourceList": join(making, "sources.list"),
      "Dir::Etc::SourceParts": "/dev/null",
      "Dir::State::Lists": lists,
      "Dir::State::Status": join(making, "status"),
      "Dir::Cache": join(making, "cache"),
      "APT::Sandbox::User": "root",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    run("apt-get", [...options, "-qq", "update"]);
    run("apt-get", [...options, "-qq", "download", "docker-cli", "docker-buildx"], { cwd: debs });
    for (const it of readdirSync(debs)) run("dpkg", ["-x", join(debs, it), root]);
    renameSync(root, folder);
  } catch (error) {
    say(`Docker Buildx could not be fetched, and its tests will fail: ${error.message}`);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** A line of a sources.list: another release, from where this machine has its own. */
function debianSource(release) {
  const args = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian"];
  const [uri] = spawnSync("apt-get", args, { encoding: "utf8" }).stdout?.split("\n") ?? [];
  if (!uri) throw new Error("this machine has no Debian packages.");
  const key = "/usr/share/keyrings/debian-archive-keyring.gpg";
  return `deb ${existsSync(key) ? `[signed-by=${key}] ` : ""}${uri} ${release} main\n`;
}

function installCodeServer() {
  const folder = cacheFolder("code-server");
  if (isComplete(folder)) return;
  if (process.platform !== "linux")
    throw new Error("The browser workbench needs Linux. Put VS Code's `code` on the PATH.");
  installPackages(PACKAGES.compiler, "building VS Code for the browser");
  say("Installing VS Code for the browser: once, some minutes and 620 MB");
  // Made beside and moved in whole: an interrupted installation is never taken for a finished one.
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(RECIPE, file), join(making, file));
  const options = { cwd: making, env: cleanEnvironment() };
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], options);
  run("npm", ["rebuild", "--foreground-scripts", "node"], options);
  // code-server's own installation checks which node runs npm: it has to be the one just installed.
  const path = [join(making, "node_modules/node/bin"), process.env.PATH].join(delimiter);
  const withNode = { ...options, env: { ...options.env, PATH: path } };
  run("npm", ["rebuild", "--foreground-scripts", "argon2", "code-server"], withNode);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  if (!isComplete(folder)) throw new Error(`VS Code for the browser is not complete in ${folder}.`);
}

function isComplete(folder) {
  const wanted = readJson(join(RECIPE, "package.json")).dependencies;
  const hasVersions = Object.entries(wanted).every(
    ([name, version]) => readJson(join(folder, "node_modules", name, "package.json"))?.version === version,
  );
  // The last things that the installation scripts write.
  const last = ["node_modules/node/bin/node", "node_modules/code-server/lib/vscode/bin/helpers/browser.sh"];
  return hasVersions && last.every((it) => existsSync(join(folder, it)));
}

/** Without npm's own settings: those of our .npmrc, as ignore-scripts, would hold for the npm started here too. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}

function onPath(command) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((it) => it !== "" && existsSync(join(it, command)));
}

/** A dynamic busybox would not run in an image made FROM scratch: its 64-bit ELF file asks for an interpreter. */
function isStatic(file) {
  if (!existsSync(file)) return false;
  const elf = readFileSync(file);
  const [start, size, count] = [Number(elf.readBigUInt64LE(0x20)), elf.readUInt16LE(0x36), elf.readUInt16LE(0x38)];
  const types = Array.from({ length: count }, (_, i) => elf.readUInt32LE(start + i * size));
  const PT_INTERP = 3;
  return !types.includes(PT_INTERP);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}.`);
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const needs = process.argv.slice(2);
    setUp(needs.length > 0 ? needs : ["modules", "engine", "browser", "workbench"]);
    say("ready");
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
