/** Asks whether a machine that ssh does not know yet is the right one. */
import * as l10n from "@vscode/l10n";
import { askHostKey, trustHostKey } from "../../engine/host-key.ts";
import { sshAddress } from "../../engine/ssh.ts";
import type { CommandContext } from "../command.ts";

/** True when the user trusts it; its key is then in known_hosts. */
export async function askToTrust({ ui }: Pick<CommandContext, "ui">, url: string): Promise<boolean> {
  const { host } = sshAddress(url);
  const key = await ui.progress(l10n.t("Asking {0} for its key", host), (_, signal) => askHostKey(url, signal));
  const question = l10n.t("Is this the key of {0}?", host);
  const detail = l10n.t(
    "Its key is not in known_hosts yet. Compare the fingerprint with that of the machine:\n\n{0}\n{1}",
    key.type,
    key.fingerprint,
  );
  if (!(await ui.confirm(question, detail, l10n.t("Trust")))) return false;
  await trustHostKey(url, key);
  return true;
}
