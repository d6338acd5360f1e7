import { test } from "node:test";
import { fuzz } from "../../support/fuzz.ts";

const TEXTS = [
  `name: shop
x-logging: &logging
  driver: json-file
services:
  web:
    image: nginx:1.29
    ports: ["80:80", 5432:5432]
    logging: *logging
    depends_on:
      db: { condition: service_healthy }
  db:
    image: postgres:18
    ports:
      - "5432:5432"
    environment:
      POSTGRES_PASSWORD: secret
      FLAG: yes
    volumes: [data:/var/lib/postgresql, data:/var/lib/postgresql]
volumes:
  data: {}
`,
  `services:
  a: &a
    build: { context: ., target: build, args: { V: 1 } }
    privileged: true
    volumes: ["/var/run/docker.sock:/s"]
  b:
    <<: *a
    container_name: one
    deploy: { replicas: 2 }
    extends: c
  c:
    extends: { service: b }
    image: \${IMAGE:-x}:\${TAG}
    network_mode: host
    healthcheck: { test: [curl, x], interval: 30 }
networks: { n: {} }
`,
  "version: '3'\r\nservices:\r\n  ñandú:\r\n    image: 🐳\r\n    ports:\r\n      - 22:22\r\n",
  "services:\n\tx:\n---\nservices:\n  y: {image: z}\n",
];

const PIECES = [
  ..."\n \t#\"'$={}[]:<-&*|>!,\r\0\uFEFF",
  "\n  ",
  "\n    ",
  "\r\n",
  "🐳",
  "\uD83D",
  "  d:\n    image: a\n",
  "    ports: ['80:80']\n",
  "    privileged: true\n",
  "    depends_on: [web]\n",
  "    logging: *logging\n",
  "    <<: *a\n",
  "&logging ",
  "*a",
  "services:\n",
  "networks:\n",
  "---\n",
  "${X",
  "}",
  "- ",
  "x-a: &a {b: c}\n",
  "# gantry ignore=unpinned-image\n",
];

test("100,000 random edits: each leaves what the new text alone would give", () =>
  fuzz({ fileName: "compose.yaml", texts: TEXTS, pieces: PIECES, edits: 100_000 }));
