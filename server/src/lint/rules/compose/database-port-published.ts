import * as l10n from "@vscode/l10n";
import { portsOf } from "../../../compose/services.ts";
import { insert } from "../../../text/span.ts";
import { composeRule } from "../../rule.ts";

/** The ports of databases, queues and caches, which often stand open without a password. */
const DATABASES = new Set([
  1433, 1521, 3306, 5432, 5672, 5984, 6379, 7687, 8086, 9042, 9200, 11211, 26257, 27017, 33060,
]);

export default composeRule({
  id: "database-port-published",
  aliases: ["no-unbound-port-interfaces"],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The port of a database is published on all interfaces of the host."),
    why: () =>
      l10n.t(
        "Everybody who reaches the host reaches the database: Docker opens the port past most firewalls. Other services need no published port at all.",
      ),
    bad: 'services:\n  db:\n    image: postgres:18\n    ports:\n      - "5432:5432"\n',
    good: 'services:\n  db:\n    image: postgres:18\n    ports:\n      - "127.0.0.1:5432:5432"\n',
  },
  messages: {
    open: (port) => l10n.t("The database port {0} is open to the whole network: publish it on `127.0.0.1` only.", port),
  },
  reach: "service",
  check(file, report) {
    const seen = new Set();
    for (const { body } of file.services) {
      for (const { node, short, ip, host, container } of portsOf(file, body)) {
        if (ip !== null || !host || container === null || !DATABASES.has(container) || seen.has(node)) continue;
        seen.add(node);
        const fix = {
          title: () => l10n.t("Publish on 127.0.0.1 only"),
          edits: [insert(node.content.start, "127.0.0.1:")],
        };
        report(node, "open", { args: [String(container)], ...(short && { fix }) });
      }
    }
  },
});
