/** The short syntax of ports, volumes and devices, and what two of them claim. */
import { suite } from "node:test";
import { lintTable } from "../../../../support/lint.ts";

const service = (lines: string): string => `services:\n  a:\n    image: x:1\n${lines}`;

suite("ports", () => {
  lintTable("invalid-port-mapping", {
    "the host port": service('    ports:\n      - "99999:80"\n#        ^^^^^ invalid-port-mapping'),
    "the container port": service('    ports:\n      - "80:http"\n#           ^^^^ invalid-port-mapping'),
    "nothing behind the colon": service('    ports:\n      - "80:"\n#          ^ invalid-port-mapping'),
    "the protocol": service('    ports:\n      - "80:80/tpc"\n#              ^^^ invalid-port-mapping'),
    "the address": service('    ports:\n      - "127.0.0:80:80"\n#        ^^^^^^^ invalid-port-mapping'),
    "ranges of different lengths": service(
      '    ports:\n      - "8000-8002:80-81"\n#        ^^^^^^^^^^^^^^^ invalid-port-mapping',
    ),
    "all that is allowed: silent": service(
      '    ports:\n      - 80\n      - "8000-8010:80"\n      - "3000-3005"\n      - "[::1]:80:80"\n      - "::1:80:80"\n      - "127.0.0.1::80/udp"\n      - ":82"\n      - "${P}:80"',
    ),
  });
  lintTable("duplicate-host-port", {
    "in a range, of another service":
      'services:\n  a:\n    ports: ["8000-8010:80"]\n  b:\n    ports: ["8005:80"]\n#           ^^^^^^ duplicate-host-port'.replace(
        "^^^^^^ ",
        "^^^^^^^^^ ",
      ),
    "other protocols, other addresses, no host port: silent":
      'services:\n  a:\n    ports: ["80:80", "127.0.0.1:90:90", "80"]\n  b:\n    ports: ["80:80/udp", "127.0.0.2:90:90", "80"]',
    "of profiles: silent": 'services:\n  a:\n    ports: ["80:80"]\n  b:\n    profiles: [p]\n    ports: ["80:80"]',
  });
  lintTable("database-port-published", {
    "in long syntax": service(
      "    ports:\n      - target: 6379\n        published: 6379\n#                  ^^^^ database-port-published",
    ),
    "on one address, or without a host port: silent": service('    ports: ["127.0.0.1:5432:5432", "5432"]'),
  });
  lintTable("unquoted-value", {
    "only where it may be taken for base 60": service(
      "    ports:\n      - 22:22\n#       ^^^^^ unquoted-value\n      - 8080:80\n      - 8080:59\n#       ^^^^^^^ unquoted-value",
    ),
    "values that YAML changes": service(
      "    environment:\n      A: 1e3\n#        ^^^ unquoted-value\n      B: on\n#        ^^ unquoted-value\n      C: 0755\n#        ^^^^ unquoted-value\n      D: 1.10\n#        ^^^^ unquoted-value\n      E: 10\n      F: 1.5\n      G: true\n      H: 'on'",
    ),
  });
});

suite("volumes and devices", () => {
  lintTable("invalid-volume-mapping", {
    "too many colons": service("    volumes:\n      - vol:/b:ro:z\n#                ^^ invalid-volume-mapping"),
    "an empty part": service("    volumes:\n      - :/b\n#       ^ invalid-volume-mapping"),
    "drives and defaults: silent": service("    volumes:\n      - C:\\a:/b:ro\n      - ${A:-b}:/c:ro"),
  });
  lintTable("duplicate-mount", {
    "a tmpfs too": service("    volumes: [vol:/d]\n    tmpfs: /d\n#          ^^ duplicate-mount"),
  });
});
