// Bundles what ships: the extension, the language server and the command line, plus one bundle for each heavy package
// that is loaded only at its first use. --minify, --watch, and --list-inputs (prints every file that went in).
import { readFileSync } from "node:fs";
import { build, context } from "esbuild";

/** Packages that activate() must not pay for: `await import("dockerode")` in our code becomes require("./dockerode.js"). */
const LAZY_PACKAGES = {
  dockerode: "dockerode",
  "vscode-languageclient/node": "language-client-package",
};

const lazyPackages = {
  name: "lazy-packages",
  setup(it) {
    it.onResolve({ filter: /^(dockerode|vscode-languageclient\/node)$/ }, (args) =>
      args.kind === "entry-point" ? undefined : { path: `./${LAZY_PACKAGES[args.path]}.js`, external: true },
    );
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
const ours = {
  ...shared,
  define: { GANTRY_VERSION: JSON.stringify(version) },
  entryPoints: { extension: "client/src/extension.ts", server: "server/src/server.ts", cli: "server/src/cli.ts" },
  plugins: [lazyPackages],
};
const packages = {
  ...shared,
  entryPoints: Object.entries(LAZY_PACKAGES).map(([name, out]) => ({ in: name, out })),
};

if (process.argv.includes("--watch")) {
  for (const options of [ours, packages]) await (await context(options)).watch();
} else {
  const results = await Promise.all([build(ours), build(packages)]);
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  if (process.argv.includes("--list-inputs")) process.stdout.write(JSON.stringify(inputs));
}
