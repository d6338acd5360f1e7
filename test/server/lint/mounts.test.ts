/** Where the rules about `RUN --mount` and the stages that files are taken from point, and where they keep silent. */
import { lintTable } from "../../support/lint.ts";

const after = (...lines: readonly string[]): string => ["FROM alpine:3.22", ...lines].join("\n");

lintTable("invalid-mount", {
  "types, keys and values": after(
    "RUN --mount=type=x,target=/a true\n#                ^ invalid-mount",
    "RUN --mount=type=cache,targt=/a true\n#                      ^^^^^ invalid-mount",
    "RUN --mount=type=cache,target=/a,sharing=share true\n#                                        ^^^^^ invalid-mount",
    "RUN --mount=target=/a,ro=yes true\n#                        ^^^ invalid-mount",
    "RUN --mount=type=secret,id=a,mode=9,uid=-1 true\n#                                 ^ invalid-mount\n#                                       ^^ invalid-mount",
    "RUN --mount=type=tmpfs,target=/a,size=10% true\n#                                     ^^^ invalid-mount",
    "RUN --mount=type=cache,target=/ true\n#                             ^ invalid-mount",
  ),
  "keys of another type": after(
    "RUN --mount=target=/a,mode=0755 true\n#                     ^^^^ invalid-mount",
    "RUN --mount=size=1m,type=tmpfs,target=/a true\n#           ^^^^ invalid-mount",
    "RUN --mount=type=secret,id=a,from=b true\n#                            ^^^^ invalid-mount",
  ),
  "nothing between the commas, a key alone": after(
    "RUN --mount=type=cache, target=/a true\n#   ^^^^^^^^^^^^^^^^^^^ invalid-mount",
    "RUN --mount=type=cache,target true\n#                      ^^^^^^ invalid-mount",
  ),
  "a secret without a name, or with two": after(
    "RUN --mount=type=secret,required true\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-mount",
    "RUN --mount=type=secret,id=a,src=b true\n#                            ^^^ invalid-mount",
  ),
  "quotes go before the commas count": after('RUN --mount=target="/a,b" true\n#                      ^ invalid-mount'),
  "options of Podman: silent": after("RUN --mount=target=/a,z --mount=type=tmpfs,target=/b,tmpcopyup true"),
  "what builds: silent": after(
    "RUN --mount=type=Cache,TARGET=/a,sharing=Locked,ro,uid=1000,mode=0755,id=x true",
    'RUN --mount="type=bind,target=/a b",readwrite=T true',
    "RUN --mount=type=tmpfs,target=/a,size=1.5GiB --mount=type=ssh,required true",
    "RUN --mount=type=$A,target=$B,uid=$C,mode=${D:-0755} true",
    "RUN --mount=type=secret,id=a,required,env=TOKEN true",
  ),
});

lintTable("mount-without-target", {
  "where no WORKDIR is set": after("RUN --mount=type=cache true\n#   ^^^^^^^^^^^^^^^^^^ mount-without-target"),
  "behind a WORKDIR, also one of the stage below: silent":
    "FROM a:1 AS a\nWORKDIR /x\nRUN --mount=type=bind true\nFROM a\nRUN --mount=type=cache true",
  "a secret: silent": after("RUN --mount=type=secret,id=a true"),
});

lintTable("duplicate-mount-key", {
  "by another name": after(
    "RUN --mount=type=cache,target=/a,dst=/b,ro,rw true\n#                      ^^^^^^ duplicate-mount-key\n#                                       ^^ duplicate-mount-key",
  ),
});

lintTable("copy-from-later-stage", {
  "in COPY and in a mount":
    "FROM a:1\nCOPY --from=b x y\n#           ^ copy-from-later-stage\nRUN --mount=from=B,target=/x true\n#                ^ copy-from-later-stage\nCOPY --from=1 x y\n#           ^ copy-from-later-stage\nFROM b:1 AS b",
  "a name that also stands above, a number in a mount: silent":
    "FROM b:1 AS b\nFROM a:1\nCOPY --from=b x y\nRUN --mount=from=2,target=/x true\nFROM c:1 AS b",
});
