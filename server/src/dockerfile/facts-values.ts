/** Well-known values of arguments: shells, ports, users, platforms and more. */
import * as l10n from "@vscode/l10n";

/** What each signal asks for, where it is used as STOPSIGNAL. */
export const SIGNALS: ReadonlyMap<string, () => string> = new Map([
  ["SIGTERM", () => l10n.t("Asks the program to end: what is sent when nothing is said.")],
  ["SIGINT", () => l10n.t("As if Ctrl+C was pressed. PostgreSQL then ends its sessions and stops at once.")],
  ["SIGQUIT", () => l10n.t("nginx and PHP-FPM then finish the requests that are under way, and end.")],
  ["SIGKILL", () => l10n.t("Ends the program at once: it can neither finish nor clean up.")],
  ["SIGHUP", () => l10n.t("Many programs read their configuration again then, and do not end.")],
  ["SIGUSR1", () => l10n.t("What it means is the program's own affair.")],
  ["SIGUSR2", () => l10n.t("What it means is the program's own affair.")],
  ["SIGWINCH", () => l10n.t("Apache then finishes the requests that are under way, and ends.")],
  ["SIGRTMIN+3", () => l10n.t("systemd as the first process then shuts down in order.")],
]);

/** For SHELL, as they are written. */
export const SHELLS: readonly string[] = [
  '["/bin/bash", "-o", "pipefail", "-c"]',
  '["/bin/ash", "-eo", "pipefail", "-c"]',
  '["/bin/sh", "-c"]',
  '["powershell", "-Command", "$ErrorActionPreference = \'Stop\'; $ProgressPreference = \'SilentlyContinue\';"]',
  '["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]',
  '["cmd", "/S", "/C"]',
];

/** Ports with what usually listens there. */
export const PORTS: readonly (readonly [number: string, listener: string])[] = [
  ["80", "HTTP"],
  ["443", "HTTPS"],
  ["8080", "HTTP"],
  ["8443", "HTTPS"],
  ["3000", "Node.js, Rails, Grafana"],
  ["3306", "MySQL"],
  ["4200", "Angular"],
  ["5000", "Flask"],
  ["5173", "Vite"],
  ["5432", "PostgreSQL"],
  ["5672", "RabbitMQ"],
  ["6379", "Redis"],
  ["8000", "Django, FastAPI"],
  ["9000", "PHP-FPM"],
  ["9090", "Prometheus"],
  ["9200", "Elasticsearch"],
  ["27017", "MongoDB"],
];

/** Users that are there in images of these names, beside root. */
export const USERS_OF_IMAGES: readonly (readonly [image: RegExp, user: string])[] = [
  [/(?:^|\/)node$/, "node"],
  [/(?:^|\/)nginx$/, "nginx"],
  [/(?:^|\/)postgres$/, "postgres"],
  [/(?:^|\/)redis$/, "redis"],
  [/(?:^|\/)(?:php|httpd|wordpress)$/, "www-data"],
  [/(?:^|\/)gradle$/, "gradle"],
  [/(?:^|\/)elasticsearch$/, "elasticsearch"],
  [/(?:^|\/)ubuntu$/, "ubuntu"],
  [/(?:^|\/)dotnet\//, "$APP_UID"],
  [/distroless/, "nonroot"],
];

/** What containers of such images usually start, in LSP snippet syntax. */
export const PROGRAMS_OF_IMAGES: readonly (readonly [image: RegExp, words: readonly string[]])[] = [
  [/\bnode\b/, ["node", "${1:server.js}"]],
  [/\bbun\b/, ["bun", "run", "${1:index.ts}"]],
  [/\bdeno\b/, ["deno", "run", "--allow-net", "${1:main.ts}"]],
  [/\bpython\b/, ["python", "-m", "${1:app}"]],
  [/\bpython\b/, ["gunicorn", "--bind=0.0.0.0:${1:8000}", "${2:app:app}"]],
  [/\bpython\b/, ["uvicorn", "--host=0.0.0.0", "${1:app:app}"]],
  [/\bruby\b/, ["bundle", "exec", "puma", "-C", "${1:config/puma.rb}"]],
  [/temurin|\b(?:jdk|jre|java|openjdk|corretto)\b/, ["java", "-jar", "${1:app.jar}"]],
  [/dotnet/, ["dotnet", "${1:App.dll}"]],
  [/\bphp:.*fpm/, ["php-fpm"]],
  [/\bnginx/, ["nginx", "-g", "daemon off;"]],
  [/\bhttpd\b/, ["httpd-foreground"]],
  [/\bcaddy\b/, ["caddy", "run", "--config", "${1:/etc/caddy/Caddyfile}"]],
];

/** What runs a file, by the end of its name; nothing for what runs by itself. */
export const RUN_BY: Readonly<Record<string, readonly string[]>> = {
  cjs: ["node"],
  dll: ["dotnet"],
  jar: ["java", "-jar"],
  js: ["node"],
  mjs: ["node"],
  py: ["python"],
  rb: ["ruby"],
  sh: [],
};
