/** Where rules point, and where they keep silent: one table per rule that has more to it than its two examples. */
import { lintTable } from "../../support/lint.ts";

const after = (text: string): string => `FROM alpine:3.22\n${text}`;

lintTable("no-sudo", {
  plain: after("RUN sudo id\n#   ^^^^ no-sudo"),
  "after an assignment": after("RUN A=1 sudo id\n#       ^^^^ no-sudo"),
  "in a substitution": after('RUN echo "$(sudo id)"\n#           ^^^^ no-sudo'),
  "on a continued line": after("RUN id && \\\n    sudo id\n#   ^^^^ no-sudo"),
  "inside ONBUILD": after("ONBUILD RUN sudo id\n#           ^^^^ no-sudo"),
  "in a word: silent": after("RUN pseudo id"),
  "as an argument: silent": after("RUN apk add sudo"),
  "in quotes: silent": after("RUN echo 'use sudo id'"),
});

lintTable("apt-lists-left", {
  "in a file without FROM": "RUN apt-get update\n#   ^^^^^^^^^^^^^^ apt-lists-left",
  "in a stage that nothing is built on: silent": "FROM a:1\nRUN apt-get update\nFROM b:1\n",
  "removed with others, or in part: silent": after(
    "RUN apt-get update && rm -f /var/lib/apt/lists/*_*\nRUN apt-get update && rm -r /var/cache/apt /var/lib/{apt,dpkg}/\nRUN apt-get update && find /var/lib/apt/lists -delete",
  ),
  "something else is removed": after("RUN apt-get update && rm -rf /tmp/*\n#   ^^^^^^^^^^^^^^ apt-lists-left"),
  "in a trigger of such a stage":
    "FROM a:1\nONBUILD RUN apt-get update\n#           ^^^^^^^^^^^^^^ apt-lists-left\nFROM b:1\n",
  "where the lists are in a mount, or both folders of apt: silent": after(
    "RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update",
  ),
});

lintTable("relative-workdir-later", {
  "a variable, nothing at all, and what relative-workdir tells: silent": after(
    "WORKDIR a\nWORKDIR $B\nWORKDIR /c\nWORKDIR",
  ),
});

lintTable("unverified-download", {
  "into a shell, behind other things": after("RUN a && curl -s b | sh\n#                    ^^ unverified-download"),
  "something else into a shell: silent": after("RUN curl -O b; cat c | sh\nRUN curl -O b;cat c|sh"),
});

lintTable("unknown-instruction", {
  "a typing error": after("COPPY a b\n#<^^^^^ unknown-instruction"),
  "a word of its own": after("make install\n#<^^^^ unknown-instruction"),
  "inside ONBUILD": after("ONBUILD RUM x\n#       ^^^ unknown-instruction"),
  "a continuation character alone, where nothing follows": after("RUN id\n \\\n#^ unknown-instruction"),
  "one alone, where something does: silent": after("\\\nRUN id"),
});

lintTable("untagged-base-image", {
  "a variable in the name of a stage: silent":
    "FROM a:1 AS app-linux\nFROM a:1 AS app-darwin\nFROM app-$TARGETOS\nFROM app-${TARGETOS}",
  "a variable in another name": "FROM a:1 AS app-linux\nFROM web-$TARGETOS\n#    ^^^^^^^^^^^^^ untagged-base-image",
  "no tag": "FROM node\n#    ^^^^ untagged-base-image",
  "a port is no tag": "FROM localhost:5000/node\n#    ^^^^^^^^^^^^^^^^^^^ untagged-base-image",
  "a digest, a variable, scratch, a stage: silent": "FROM node@sha256:1\nFROM $IMAGE\nFROM scratch AS base\nFROM base",
});

lintTable("missing-arguments", {
  "an array that takes back that of the base image: silent": after("ENTRYPOINT []"),
  "a blank volume": after('VOLUME [" "]\n#       ^^^ missing-arguments'),
  "nothing at all": after("WORKDIR\n#<^^^^^^^ missing-arguments"),
  "a source without destination": after("COPY a\n#    ^ missing-arguments"),
  "an array without destination": after('ADD ["a"]\n#   ^^^^^ missing-arguments'),
  "a heredoc is a source: silent": after("COPY <<E /x\ny\nE"),
  "an empty CMD array: silent": after("CMD []"),
  "no CMD at all takes back that of the base image: silent": after("CMD\nENTRYPOINT []"),
  "ENV knows no arrays": after('ENV ["a","b"]\n#   ^^^^^^^^^ missing-arguments'),
  "a check with an empty array": after("HEALTHCHECK CMD []\n#           ^^^^^^ missing-arguments"),
  "an empty name of a volume": after('VOLUME ["/a", ""]\n#             ^^ missing-arguments'),
});

lintTable("unknown-flag", {
  "on COPY": after("COPY --chwon=1 a b\n#      ^^^^^ unknown-flag"),
  "in another case": after("ADD --CHOWN=1 a b\n#     ^^^^^ unknown-flag"),
  "on RUN": after("RUN --foo=bar id\n#     ^^^ unknown-flag"),
  "all current flags: silent": after(
    "RUN --mount=type=cache,target=/x --network=none --security=insecure id\nADD --unpack --keep-git-dir --checksum=x --link a b\nCOPY --parents --exclude=a --exclude=b a b",
  ),
  "HEALTHCHECK NONE never looks: silent": after("HEALTHCHECK --foo=1 NONE"),
});

lintTable("invalid-duration", {
  "no unit": after("HEALTHCHECK --interval=30 CMD x\n#                      ^^ invalid-duration"),
  "a unit that is none": after("HEALTHCHECK --timeout=1d CMD x\n#                     ^^ invalid-duration"),
  "too short": after("HEALTHCHECK --timeout=10us CMD x\n#                     ^^^^ invalid-duration"),
  "sums and fractions: silent": after("HEALTHCHECK --interval=1h1.5m --timeout=.5s CMD x"),
});

lintTable("invalid-expose-port", {
  "an address with too large a number": after("EXPOSE 127.0.0.256:80:80\n#      ^^^^^^^^^^^^^^^^^ invalid-expose-port"),
  "nothing in quotes": after('EXPOSE ""\n#      ^^ invalid-expose-port'),
  "a variable that holds nothing: silent": after("ENV PORT=\nEXPOSE $PORT"),
  "ranges that do not fit": after("EXPOSE 80:90-91\n#      ^^^^^^^^ invalid-expose-port"),
  "ranges that fit: silent": after("EXPOSE 80-81:90-91 80-82:90 80:90-90 127.0.0.1:1:2"),
  "too large": after("EXPOSE 65536\n#      ^^^^^ invalid-expose-port"),
  "a range backwards": after("EXPOSE 90-80\n#      ^^^^^ invalid-expose-port"),
  "no protocol": after("EXPOSE 80/http\n#      ^^^^^^^ invalid-expose-port"),
  "variables, ranges, protocols: silent": after("EXPOSE 80 90-99/udp $PORT 53/SCTP"),
  "quotes are taken away first": after("EXPOSE \"80\" 'a'\n#           ^^^ invalid-expose-port"),
  "what ENV and ARG say": after(
    "ENV A=http B=80\nARG C=x D\nEXPOSE $A $B ${C} $D 80$A\n#      ^^ invalid-expose-port\n#            ^^^^ invalid-expose-port\n#                    ^^^^ invalid-expose-port",
  ),
  "the ENV of the stage below":
    "FROM a:1 AS base\nENV A=x\nARG B=x\nFROM base\nEXPOSE $A $B\n#      ^^ invalid-expose-port",
  "the last one counts, a default is filled in: silent": after("ENV A=x\nARG A=80\nEXPOSE $A ${B:-81}"),
  "an address that is none": after("EXPOSE web:80:80\n#      ^^^^^^^^^ invalid-expose-port"),
  "a dollar of its own": after(
    "EXPOSE 80\\$ 81$\n#      ^^^^ invalid-expose-port\n#           ^^^ invalid-expose-port",
  ),
  "addresses, and what is empty: silent": after("EXPOSE 127.0.0.1:80:80 10.0.0.1::81 [::1]:82:82 ::83 ${NONE}"),
  "nothing is inherited from scratch": "FROM scratch\nEXPOSE $A a$A\n#         ^^^ invalid-expose-port",
});

lintTable("invalid-signal", {
  "as many real-time signals as there are": after("STOPSIGNAL RTMIN+16\n#          ^^^^^^^^ invalid-signal"),
  "counted from the last one": after("STOPSIGNAL SIGRTMAX-15\n#          ^^^^^^^^^^^ invalid-signal"),
  "the last real-time signals: silent": after("STOPSIGNAL RTMIN+15\nSTOPSIGNAL RTMAX-14"),
  "no signal has a sign": after("STOPSIGNAL -5\n#          ^^ invalid-signal"),
  "no signal has the number 0": after("STOPSIGNAL 0\n#          ^ invalid-signal"),
  "what ENV says": after("ENV S=SIGFOO\nSTOPSIGNAL $S\n#          ^^ invalid-signal"),
  "names, numbers, real-time signals: silent": after(
    "STOPSIGNAL sigterm\nSTOPSIGNAL 09\nSTOPSIGNAL RTMIN+3\nSTOPSIGNAL $S",
  ),
  "a dollar of its own": after("STOPSIGNAL $\n#          ^ invalid-signal"),
  "nothing is inherited from scratch": "FROM scratch\nSTOPSIGNAL SIG$A\n#          ^^^^^ invalid-signal",
  "what an ARG may bring, what scratch has all the same: silent": "FROM scratch\nARG A\nSTOPSIGNAL $A",
});

lintTable("unclosed-quote", {
  "a name that ends at the blank": after('ENV "a b" c\n#   ^ unclosed-quote'),
  "inside an array": after(`VOLUME ["/a", "'b"]\n#             ^^^^ unclosed-quote`),
  "inside an array, closed: silent": after(`COPY ["'a b'", "/c"]\nCMD ["it's"]`),
  "behind an array, where old builders ignore it: silent": after('VOLUME ["/a"] b"'),
  "one word of many": after('COPY "a b" /c\n#    ^ unclosed-quote'),
  "where the rest of the line is one value: silent": after('USER "a b"\nWORKDIR "a b"'),
  "a blank parts words even behind a backslash": after('EXPOSE "80\\ 81"\n#      ^ unclosed-quote'),
  "a name ends at the equals sign": after('ENV "A=b" C=d\n#   ^ unclosed-quote'),
  "quotes around the name alone: silent": after('LABEL "a"=b \'c\'="d=e"'),
});

lintTable("blank-base-image", {
  "nothing but what is never set": "FROM ${A}${B:+x}\n#    ^^^^^^^^^^^ blank-base-image",
  "a default, a text around, an ARG: silent": "ARG A\nFROM ${B:-a:1}\nFROM a:$B\nFROM $A\nFROM $TARGETARCH",
});

lintTable("invalid-copy-from", {
  "a number that no stage has": after("COPY --from=9 /a /b\n#           ^ invalid-copy-from"),
  "a number in a trigger, for another file: silent": after("ONBUILD COPY --from=9 /a /b"),
  "a variable": after("COPY --from=$A /a /b\n#           ^^ invalid-copy-from"),
  "in a name, also for the images that are built on this one": after(
    'ONBUILD COPY --from="a:${B}" /a /b\n#                   ^^^^^^^^ invalid-copy-from',
  ),
  "an escaped dollar of a RUN, numbers, images: silent": after(
    "RUN cp --from=$A a b\nCOPY --from=0 a b\nCOPY --from=a.b/c:1 d e",
  ),
});

lintTable("copy-needs-directory", {
  "a folder by what stands below: silent": after("COPY a b /x\nWORKDIR /x\nCOPY c d /y\nCMD /y/c"),
  "a flag without its value makes no source: silent": after("COPY --from build /a /b"),
  "two sources": after("COPY a b /x\n#        ^^ copy-needs-directory"),
  "folders in all spellings: silent": after("COPY a b /x/\nCOPY a b .\nCOPY a b $X\nCOPY a b ..\nCOPY a /x"),
});

lintTable("missing-equals", {
  "a value with a blank": after("ENV A=b c\n#       ^ missing-equals"),
  "quotes and escapes: silent": after('ENV A="b c" B=d\\ e'),
});

lintTable("unsupported-modifier", {
  "a default that a blank cuts": after("ARG A=${B:-c d}\n#     ^^^^^^^^^ unsupported-modifier"),
  "a default with blanks in quotes or where there is but one word: silent": after(
    'ARG A=${B:-"c d"}\nARG E="${B:-c d}"\nWORKDIR ${B:-c d}',
  ),
  "the shell's own parameters with something behind": after("WORKDIR ${#A}\n#       ^^^^ unsupported-modifier"),
  "the shell's own parameters: silent": after("WORKDIR ${#}${1}${10}${?}${--x}${*}${é}"),
  "nothing to replace it with": after("WORKDIR ${A/b}\n#       ^^^^^^ unsupported-modifier"),
  "replaced with a variable: silent": after("WORKDIR ${A/b/${C}}${A//b/}"),
  "what only shells know": after("WORKDIR ${A:1:2}\n#       ^^^^^^^^ unsupported-modifier"),
  "what BuildKit knows: silent": after("WORKDIR ${A:-b}${A#x}${A%%y}${A/a/b}"),
  "in RUN it is the shell's: silent": after("RUN echo ${A:1}"),
  "no name at all": after('ENV A=${} B="${:x}"\n#     ^^ unsupported-modifier\n#            ^^ unsupported-modifier'),
  "no name, but for the shell or in single quotes: silent": after("RUN echo ${}\nENV A='${}' B=\\${}"),
  "a brace that is not closed": after("ENV A=${B C=1\n#     ^^^^^^^ unsupported-modifier"),
});

lintTable("invalid-label-value", {
  "any address with a scheme: silent": after("LABEL org.opencontainers.image.url=mailto:a@example.com"),
  "no scheme": after(
    "LABEL org.opencontainers.image.url=example.com/a\n#                                  ^^^^^^^^^^^^^ invalid-label-value",
  ),
});

lintTable("duplicate-cmd", {
  "the earlier is reported": after('CMD ["a"]\n#<^^^ duplicate-cmd\nCMD ["b"]'),
  "one per stage: silent": 'FROM a:1\nCMD ["a"]\nFROM a:1\nCMD ["b"]',
});

lintTable("exec-form", {
  "CMD and ENTRYPOINT": after("CMD a b\n#   ^^^ exec-form"),
  "behind SHELL: silent": after('SHELL ["/bin/bash", "-c"]\nCMD a b'),
});

lintTable("stage-name-case", { "upper case": "FROM a:1 AS Base\n#           ^^^^ stage-name-case" });

lintTable("unknown-copy-stage", {
  "near a stage": "FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld x y\n#           ^^^^^ unknown-copy-stage",
  "images, numbers and variables: silent":
    "FROM a:1\nFROM b:1\nCOPY --from=0 x y\nCOPY --from=c:1 x y\nCOPY --from=$X x y",
});

lintTable("secret-like-name", {
  "only what the other rule leaves out":
    "ARG TOKEN\n#   ^^^^^ secret-like-name\nFROM a:1\nENV TOKEN=1 USERNAME=me A=b\n#           ^^^^^^^^ secret-like-name",
});

lintTable("secret-in-arg-or-env", {
  "also for the images that are built on this one": after(
    "ONBUILD ARG NPM_TOKEN\n#           ^^^^^^^^^ secret-in-arg-or-env",
  ),
  "names of secrets": after("ENV NPM_TOKEN=1\n#   ^^^^^^^^^ secret-in-arg-or-env"),
  "not what only sounds like it: silent": after(
    "ENV KEYBOARD=us PUBLIC_KEY=x TOKEN_FILE=/x APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE=1\nARG SSH_AUTH_SOCK",
  ),
});

lintTable("untagged-base-image", {
  "what cannot be an image is told by another rule: silent": "FROM BASE\nFROM a/B\n",
  "a variable in the path": "FROM a/$B\n#    ^^^^ untagged-base-image",
});

lintTable("apt-lists-left", {
  "an update alone whose lists are installed from: silent": "FROM a:1\nRUN apt-get update\nRUN apt install -y b",
  "left in the last stage": "FROM a:1\nRUN apt-get update\n#   ^^^^^^^^^^^^^^ apt-lists-left",
  "removed, mounted or in a stage that is thrown away: silent":
    "FROM a:1\nRUN apt-get update\nFROM b:1\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update",
});

lintTable("apt-get-yes", {
  "a heredoc for a shell": after("RUN bash -e <<E\napt-get install a\n#       ^^^^^^^ apt-get-yes\nE"),
  "a heredoc for a program of another language: silent": after("RUN python3 <<E\napt-get install a\nE"),
  "in a loop": after("RUN for p in a b; do apt-get install $p; done\n#                            ^^^^^^^ apt-get-yes"),
  "all ways to say yes: silent": after(
    "RUN apt-get -y install a; apt-get install -qq a; apt-get install --yes a; apt-get install -q -q a",
  ),
});

lintTable("pipefail", {
  "Windows has no pipefail: silent": "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a | b",
  "the pipe itself": after("RUN curl x | sh\n#          ^ pipefail"),
  "set in SHELL, in the RUN, or inherited: silent":
    'FROM a:1 AS one\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nFROM one\nRUN a | b\nFROM c:1\nRUN set -o pipefail; a | b',
  "an or is no pipe: silent": after("RUN a || b"),
  "a comment says that no POSIX shell runs it: silent":
    "# hadolint shell=powershell\nFROM a:1\nRUN a | b\nFROM b:1\n# hadolint shell=cmd\nRUN a | b",
  "a comment for one stage only": "FROM a:1\n# hadolint shell=pwsh\nRUN a | b\nFROM b:1\nRUN a | b\n#     ^ pipefail",
  "an array that runs a script": after('RUN ["sh", "-c", "a | b"]\n#                ^^^^^^^ pipefail'),
  "in an array a pipe is a word: silent": after('RUN ["echo", "a | b"]'),
  "the options of a heredoc's own shell: silent": after("RUN bash -eo pipefail <<E\na | b\nE"),
  "zsh has pipes, too": after('SHELL ["/bin/zsh", "-c"]\nRUN a | b\n#     ^ pipefail'),
});

lintTable("consecutive-runs", {
  "two short ones": after("RUN a\nRUN b\n#<^^^ consecutive-runs"),
  "with something between, or long: silent": after("RUN a\nENV A=1\nRUN b && c && d\nRUN e"),
});

lintTable("pin-apt-packages", {
  "each package": after("RUN apt-get install -y curl git=1\n#                      ^^^^ pin-apt-packages"),
  "files and flags: silent": after("RUN apt-get install -y -t stable ./a.deb /b.deb c=1"),
});

lintTable("pin-npm-packages", {
  "folders, files and versions: silent": after("RUN npm install . && npm install .. ./a ../b a.tgz c@1 @d/e@2"),
});

lintTable("pin-go-tools", {
  "files and folders: silent": after("RUN go run main.go && go run ./cmd/a"),
});

lintTable("pin-pip-packages", {
  "also as a module": after("RUN python3 -m pip install flask\n#                          ^^^^^ pin-pip-packages"),
  "requirements and paths: silent": after(
    "RUN pip install -r requirements.txt && pip install . && pip install a==1 b~=2 ./c",
  ),
});

lintTable("empty-continuation-line", {
  "a comment line is none: silent": after("RUN a && \\\n  # why\n  b"),
});

lintTable("legacy-key-value", {
  "ENV and LABEL": after("LABEL a b\n#     ^ legacy-key-value"),
  "ARG has no such form: silent": after("ARG a b"),
});

lintTable("archive-copied-to-extract", {
  "a path of Windows": after(
    "COPY build\\\\app.tar.gz C:/app/\n#    ^^^^^^^^^^^^^^^^^ archive-copied-to-extract\nRUN tar -xf 'C:\\app\\app.tar.gz'",
  ),
});

lintTable("unused-stage", {
  "by number, by a mount, by a stage on it: silent":
    "FROM a:1\nFROM b:1 AS tools\nFROM c:1 AS base\nFROM base\nCOPY --from=0 /a /a\nRUN --mount=from=tools,target=/t id",
  "a variable that may name it: silent": "ARG S=one\nFROM a:1 AS one\nFROM $S",
  "without a name": "FROM a:1\n#<^^^^ unused-stage\nRUN id\nFROM b:1",
});

lintTable("copy-whole-rootfs", {
  "an image that is made for it: silent":
    "FROM tonistiigi/xx AS xx\nFROM a:1\nCOPY --from=xx / /\nCOPY --from=tonistiigi/xx:1.6 / /",
});

lintTable("undefined-variable", {
  "what no image sets, in a script": after(
    'RUN case "$TARGETARCH" in arm64) id ;; esac\n#         ^^^^^^^^^^^ undefined-variable',
  ),
  "and elsewhere": after("COPY app-${TARGETARCH} /app\n#        ^^^^^^^^^^^^^ undefined-variable"),
  "declared, or in a stage below: silent":
    "FROM a:1 AS b\nARG TARGETARCH\nRUN x $TARGETARCH\nFROM b\nRUN y $TARGETARCH",
  "set by the script, with a default, not expanded: silent": after(
    "RUN TARGETARCH=$(uname -m) && x $TARGETARCH\nRUN x ${TARGETARCH:-amd64}\nRUN echo '$TARGETARCH'\nRUN . ./env && x $TARGETARCH",
  ),
});

lintTable("unused-arg", {
  "a RUN may read it from its environment: silent": "FROM a:1\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update",
  "also one in a stage built on this: silent": "FROM a:1 AS base\nARG V\nFROM base\nRUN id",
  "also one in a stage whose base is a variable, which may name this one: silent":
    "ARG OS=linux\nFROM a:1 AS linux\nARG V\nFROM ${OS}\nRUN id",
  "but no stage below a variable": "ARG OS=linux\nFROM ${OS}\nRUN id\nFROM a:1 AS b\nARG V\n#   ^ unused-arg",
  "what BuildKit itself reads: silent":
    "ARG BUILDKIT_SBOM_SCAN_CONTEXT=true\nFROM a:1\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nARG SOURCE_DATE_EPOCH\nCOPY a /a",
  "in a stage where nothing runs": "FROM a:1\nARG V\n#   ^ unused-arg\nCOPY a /a",
  "read by another ARG, by --platform, by a stage: silent":
    "ARG A=1\nARG B=$A\nARG P\nARG C\nFROM --platform=$P x:$B\nARG C\nLABEL c=$C",
});

lintTable("shadowed-arg", {
  "by the stage below": "FROM a:1 AS base\nENV V=1\nFROM base\nARG V\n#   ^ shadowed-arg\nRUN id",
  "the other way round: silent": "FROM a:1\nARG V\nENV V=$V\nRUN id",
});

lintTable("undefined-variable", {
  "in the flags of RUN, but not in its command":
    "FROM scratch\nRUN --mount=type=bind,source=$A,target=/b echo $C\n#                            ^^ undefined-variable",
  "from scratch": "FROM scratch\nWORKDIR /$DIR\n#        ^^^^ undefined-variable",
  "a platform that no ARG asks for": "FROM scratch\nCOPY app-$TARGETARCH /\n#        ^^^^^^^^^^^ undefined-variable",
  "what an image may set, a default, a RUN: silent":
    "FROM node:22\nWORKDIR $HOME\nFROM scratch\nWORKDIR /${DIR:-app}\nRUN echo $x",
  "through a stage: silent": "FROM scratch AS a\nENV DIR=/a\nFROM a\nWORKDIR $DIR",
  "not through the stage beside it":
    "FROM scratch AS a\nFROM a\nENV B=/b\nWORKDIR $B\nFROM a\nWORKDIR $B\n#       ^^ undefined-variable\nENV C=1\nFROM a\nLABEL c=$C\n#       ^^ undefined-variable",
});

lintTable("copy-before-install", {
  "after the file that names them: silent":
    "FROM node:22\nCOPY package.json .\nRUN npm ci\nCOPY . .\nRUN npm run build",
  "a package by its name: silent": "FROM node:22\nCOPY . .\nRUN npm install express",
  "of pip": "FROM python:3\nCOPY . /app\n#    ^^^^^^ copy-before-install\nRUN pip install -r requirements.txt",
});

lintTable("unverified-download", {
  "a checksum: silent": "FROM a:1\nADD --checksum=sha256:0 https://example.com/a /a\nADD https://example.com/a.git /b",
  "not what is piped elsewhere: silent": "FROM a:1\nRUN curl -s https://example.com/a | tar x && cat b | sh",
});

lintTable("verification-off", {
  "an assignment": "FROM a:1\nRUN GIT_SSL_NO_VERIFY=1 git clone x\n#   ^^^^^^^^^^^^^^^^^^^ verification-off",
  npm: "FROM a:1\nRUN npm config set strict-ssl false\n#                  ^^^^^^^^^^ verification-off",
  "harmless: silent": "FROM a:1\nRUN curl -fsSL https://example.com && npm config set strict-ssl true",
});

lintTable("copy-from-own-stage", {
  "by its number": after("COPY --from=0 /a /b\n#           ^ copy-from-own-stage"),
  "another one: silent": "FROM a:1\nFROM b:1\nCOPY --from=0 /a /b",
});

lintTable("invalid-image-reference", {
  "quotes and escapes within: silent": "FROM al'pine':\\3\nFROM al\"pine\":3",
});

lintTable("invalid-escape-directive", {
  "without a value it is a comment: silent": "# escape=\nFROM alpine:3.22",
});

lintTable("array-of-texts", {
  "numbers, null, arrays within": after(
    'CMD ["a", 1, null, [2]]\n#         ^ array-of-texts\n#            ^^^^ array-of-texts\n#                  ^^^ array-of-texts',
  ),
  "in a check and a volume": after(
    'HEALTHCHECK CMD ["a", 1]\n#                     ^ array-of-texts\nVOLUME [1]\n#       ^ array-of-texts',
  ),
  "what is no array is for the shell: silent": after('RUN [ -f x ]\nRUN [ 1 -eq 1 ]\nCMD ["a", b]\nCMD ["a"]\nCMD []'),
});

lintTable("text-after-array", {
  "numbers in the array": after('CMD ["a", 1] # b\n#            ^^^ text-after-array'),
  "a comment, a test that looks like an array": after(
    'CMD ["a"] # b\n#         ^^^ text-after-array\nRUN [ "$A" ] && b\n#            ^^^^ text-after-array',
  ),
  "blanks, arrays of nothing but texts, tests: silent": after(
    'CMD ["a"]  \nRUN [ "$A" = b ] && c\nRUN ["a", b] c\nRUN [ -f "a" ] && b',
  ),
});

lintTable("flag-value", {
  "networks and platforms":
    "FROM --platform=linux/ a:1\n#               ^^^^^^ flag-value\nRUN --network=$A b\n#             ^^ flag-value\nRUN --network= b\n#   ^^^^^^^^^^ flag-value",
  "a checksum": after("ADD --checksum=sha256:aa https://example.com/a /a\n#              ^^^^^^^^^ flag-value"),
  "what builds: silent":
    "FROM --platform=$BUILDPLATFORM a:1\nFROM --platform= a:1\nFROM --platform=aarch64 a:1\nRUN --network='none' a\nCOPY --link=tr'u'e a b\nADD --checksum=0a1b https://example.com/a.git /a",
});

lintTable("unclosed-quote", { "of an image": 'FROM "a:1 AS b\n#    ^ unclosed-quote' });

lintTable("exec-form", { "an array with mistakes in it: silent": after('CMD ["a"] # b\nENTRYPOINT ["a", 1]') });

lintTable("invalid-check-option", {
  "an option that is none": "# check=skipp=all\n#       ^^^^^ invalid-check-option\nFROM a:1\n",
  "no option at all, and no truth":
    "# check=error=yes;all\n#       ^^^^^ invalid-check-option\n#                 ^^^ invalid-check-option\nFROM a:1\n",
  "another case": "# check=skip=all,stagenamecasing\n#                ^^^^^^^^^^^^^^^ invalid-check-option\nFROM a:1\n",
  "behind a blank":
    "# check=skip=UndefinedVar, StageNameCasing\n#                          ^^^^^^^^^^^^^^^ invalid-check-option\nFROM a:1\n",
  "above an instruction, and other tools' rules: silent":
    "# check=error=1;skip=DL3008,\nFROM a:1\n# check=nothing\nRUN id\n",
});

lintTable("unknown-copy-stage", {
  "an image without a tag": "FROM a:1\nCOPY --from=example.com/b /c /d\n#           ^^^^^^^^^^^^^ unknown-copy-stage\n",
  "in a trigger, whose stages are another file's: silent": "FROM a:1\nONBUILD COPY --from=b /c /d\n",
});

lintTable("exec-form-everywhere", {
  "no array of texts, and one with something behind":
    'FROM a:1\nENTRYPOINT ["a"] b\n#          ^^^^^^^ exec-form-everywhere\nCMD ["a", 1]\n#   ^^^^^^^^ exec-form-everywhere\n',
  "behind the SHELL of a stage below": 'FROM a:1 AS b\nSHELL ["c"]\nFROM b\nCMD d\n#   ^ exec-form-everywhere\n',
  "what exec-form tells: silent": "FROM a:1\nCMD b\n",
});

lintTable("secret-like-name", {
  "in triggers of a file without FROM": "ONBUILD ARG PASSWORD\n#           ^^^^^^^^ secret-like-name\n",
  "above FROM, also by a name of BuildKit's": "ARG AUTH\n#   ^^^^ secret-like-name\nFROM a:1\nARG AUTH\n",
});

lintTable("pipefail", {
  "in a file without FROM": "RUN a | b\n#     ^ pipefail\n",
});

lintTable("duplicate-cmd", {
  "in a file without FROM": 'CMD ["a"]\n#<^^^ duplicate-cmd\nCMD ["b"]\n',
});
