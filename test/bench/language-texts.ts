/** Generated files of any size, as plausible as ten lines of code can make them. */

/** Stages of a dozen instructions, some of them continued, some with heredocs. */
export function dockerfileOf(lines: number): string {
  const block = (i: number): string[] => [
    `FROM node:24-alpine AS stage${i}`,
    `ARG VERSION${i}=1.${i}`,
    `ENV PATH="/opt/app${i}/bin:$PATH" LEVEL=\${VERSION${i}:-none}`,
    "WORKDIR /srv/app",
    `COPY ${i === 0 ? "" : `--from=stage${i - 1} /srv/app/`}package.json package-lock.json ./`,
    "RUN --mount=type=cache,target=/root/.npm \\",
    "    npm ci --omit=dev && \\",
    "    # what the server needs at run time",
    '    apk add --no-cache curl="8.14.1-r2" && \\',
    `    echo "built \${VERSION${i}}" > /tmp/built`,
    "COPY . .",
    "",
    "# the health check of this stage",
    'HEALTHCHECK --interval=30s --timeout=3s CMD ["curl", "-f", "http://localhost:8080/"]',
    "EXPOSE 8080/tcp",
    'LABEL org.opencontainers.image.title="bench" tier=web',
    ...(i % 3 === 0 ? ["RUN <<EOF", "set -e", `echo ${i}`, "EOF"] : []),
    ...(i % 5 === 0 ? ["RUN apt-get update && apt-get install curl"] : []),
    "USER 1000:1000",
    'CMD ["node", "server.js"]',
  ];
  const all: string[] = ["# syntax=docker/dockerfile:1"];
  for (let i = 0; all.length < lines; i++) all.push(...block(i));
  return `${all.slice(0, lines).join("\n")}\n`;
}

/** Services of about thirty lines that share what an `x-` block anchors, as larger files do. */
export function composeOf(services: number): string {
  const service = (i: number): string[] => [
    `  service${i}:`,
    `    image: registry.example.com/team/service${i}:1.${i}`,
    "    restart: unless-stopped",
    "    build:",
    `      context: ./service${i}`,
    "      args:",
    `        VERSION: "1.${i}"`,
    "    environment:",
    `      SERVICE_NAME: service${i}`,
    '      LOG_LEVEL: "info"',
    `      DATABASE_URL: postgres://db/service${i}`,
    "    ports:",
    `      - "127.0.0.1:${10_000 + i}:8080"`,
    "    volumes:",
    `      - data${i % 10}:/var/lib/service`,
    "      - type: tmpfs",
    "        target: /tmp",
    "    networks: [front, back]",
    ...(i > 0 ? ["    depends_on:", `      service${i - 1}:`, "        condition: service_healthy"] : []),
    "    healthcheck:",
    '      test: ["CMD", "curl", "-f", "http://localhost:8080/health"]',
    "      interval: 30s",
    "      timeout: 3s",
    "      retries: 3",
    ...(i % 5 < 2 ? ["    logging: *logging"] : []),
    ...(i % 4 === 0 ? ["    labels:", "      <<: *labels", `      team: team${i % 7}`] : []),
    "    deploy:",
    "      resources:",
    "        limits:",
    "          memory: 512M",
  ];
  const all = [
    "name: bench",
    "x-logging: &logging",
    "  driver: json-file",
    "  options:",
    '    max-size: "10m"',
    "x-labels: &labels",
    '  tier: "web"',
    "services:",
  ];
  for (let i = 0; i < services; i++) all.push(...service(i));
  all.push("networks:", "  front: {}", "  back: {}", "volumes:");
  for (let i = 0; i < Math.min(10, services); i++) all.push(`  data${i}: {}`);
  return `${all.join("\n")}\n`;
}
