/** What works, but should not be so; and variables. */
import { suite } from "node:test";
import { lintTable } from "../../../../support/lint.ts";

const service = (lines: string): string => `services:\n  a:\n    image: x:1\n${lines}`;

suite("malformed-variable", () => {
  lintTable("malformed-variable", {
    "of the shell": service(
      "    command: echo ${X%%.*} $$HOME $1 $(date)\n#                 ^^^^^^^^ malformed-variable",
    ),
    "not closed": service("    hostname: ${X\n#             ^^^ malformed-variable"),
    "all operators, nested: silent": service('    hostname: "${A:-${B-c}}${D:?e}${F?}${G:+h}${I+j}$K$$L"'),
  });
});

suite("others", () => {
  lintTable("secret-in-environment", {
    "in a list, the value only": service(
      "    environment:\n      - DB_PASSWORD=abc\n#                   ^^^ secret-in-environment",
    ),
    "variables, files, nothing: silent": service(
      "    environment:\n      A_TOKEN: ${T}\n      B_PASSWORD_FILE: /run/secrets/p\n      C_SECRET:\n      PASSWORD_LENGTH: 8",
    ),
    "a switch whose quotes are part of the value: silent": service(
      '    environment:\n      - RANDOM_ROOT_PASSWORD="yes"',
    ),
    "what Kafka calls a file and etcd a cluster: silent": service(
      "    environment:\n      KAFKA_SSL_KEYSTORE_CREDENTIALS: broker1_creds\n      ETCD_INITIAL_CLUSTER_TOKEN: cluster-1",
    ),
    "another secret of Kafka's and etcd's": service(
      "    environment:\n      KAFKA_SSL_KEY_PASSWORD: abc\n#                             ^^^ secret-in-environment\n      ETCD_ROOT_TOKEN: xyz\n#                      ^^^ secret-in-environment",
    ),
    "switches and the places of files: silent": service(
      "    environment:\n      ALLOW_EMPTY_PASSWORD: 1\n      APP_CREDENTIALS: /run/key.json\n      SSL_CREDENTIALS: key.pem",
    ),
  });
  lintTable("disabled-dependency", {
    "required: false: silent":
      "services:\n  a:\n    depends_on:\n      b:\n        condition: service_started\n        required: false\n  b:\n    profiles: [p]",
  });
  lintTable("unused-resource", {
    "perhaps used, by a variable: silent":
      "services:\n  a:\n    volumes: ['${PREFIX}-data:/d', '${P:-x}cache-${B}:/c']\n    networks: [net-$X]\nvolumes:\n  shop-data:\n  x-cache-y:\nnetworks:\n  net-1:",
    "not by another variable":
      "services:\n  a:\n    volumes: ['${PREFIX}-data:/d', '${ANY}:/c']\nvolumes:\n  shop-logs:\n# ^^^^^^^^^ unused-resource",
    "used in a build or by a service: silent":
      "services:\n  a:\n    build:\n      secrets: [s]\n    networks:\n      n: {}\nsecrets:\n  s:\n    file: x\nnetworks:\n  n:",
  });
  lintTable("unpinned-image", {
    latest: "services:\n  a:\n    image: ghcr.io/a/b:latest\n#          ^^^^^^^^^^^^^^^^^^ unpinned-image",
    "built by another service: silent":
      "services:\n  a:\n    build: .\n    image: shop/app:latest\n  b:\n    image: shop/app\n  c:\n    image: shop/other\n#          ^^^^^^^^^^ unpinned-image",
    "built here, by variable, by digest: silent": `services:\n  a:\n    image: a\n    build: .\n  b:\n    image: $X\n  c:\n    image: x@sha256:${"0".repeat(64)}`,
  });
});
