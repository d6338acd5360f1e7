/** Files that build: whatever else is found in them, no finding may be an error. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { messageOf } from "../../../server/src/lint/rule.ts";
import { configWith, lint } from "../../support/lint.ts";

const lines = (...all: string[]): string => `${all.join("\n")}\n`;

const BUILDABLE: Readonly<Record<string, string>> = {
  "Node with cache mounts": lines(
    "# syntax=docker/dockerfile:1.7-labs",
    "ARG NODE_VERSION=22-alpine",
    "FROM --platform=$BUILDPLATFORM node:${NODE_VERSION} AS deps",
    "WORKDIR /app",
    "COPY package*.json ./",
    "RUN --mount=type=cache,target=/root/.npm,sharing=locked npm ci --omit=dev",
    "FROM deps AS build",
    "COPY --parents src/** tsconfig.json ./",
    "RUN --network=none npm run build && rm -rf node_modules",
    "FROM node:${NODE_VERSION:-22}",
    "ENV NODE_ENV=production \\",
    "    # the port that the load balancer knows",
    "    PORT=3000",
    "COPY --link --from=build --chown=1000:1000 --chmod=0755 /app/dist /app",
    'HEALTHCHECK --interval=30s --timeout=1m30s --start-period=5s --start-interval=1s --retries=3 CMD ["node", "healthy.js"]',
    "EXPOSE $PORT 9229/tcp 8000-8010/udp",
    "USER node:node",
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["node", "index.js"]',
  ),
  "several sources into a folder of the base image": lines(
    "FROM example.com/base:1",
    "COPY one two /work",
    'ADD ["three", "four", "/work"]',
    "COPY *.none *.txt /elsewhere",
  ),
  "Python with heredocs": lines(
    "FROM python:3.13-slim AS base",
    "ENV PYTHONUNBUFFERED 1",
    "ENV PATH=/venv/bin:$PATH PIP_INDEX_URL=${PIP_INDEX_URL:-https://pypi.example.com/simple}",
    "RUN <<EOF",
    "set -eux",
    "apt-get update",
    "apt-get install -y --no-install-recommends \\",
    "  gcc libpq-dev",
    "rm -rf /var/lib/apt/lists/*",
    "EOF",
    "RUN <<-'SCRIPT' bash -euo pipefail",
    "\tpython -m venv /venv",
    '\techo "$HOME"',
    "\tSCRIPT",
    'COPY <<requirements.txt <<"config.ini" /etc/app/',
    "flask==3.0",
    "requirements.txt",
    "[app]",
    "name = ${NAME}",
    "config.ini",
    "RUN python3 <<PY",
    "print('hello')",
    "PY",
    "RUN cat <<EOF > /etc/motd && chmod 644 /etc/motd",
    "welcome",
    "EOF",
    'CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]',
  ),
  "Go, from scratch": lines(
    "ARG GO=1.24",
    "ARG BASE=scratch",
    "FROM golang:${GO} AS build",
    "ARG TARGETOS TARGETARCH",
    "WORKDIR /src",
    "RUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum \\",
    "    --mount=type=cache,target=/go/pkg/mod \\",
    "    go mod download -x",
    "RUN --mount=target=. --mount=type=cache,target=/root/.cache/go-build \\",
    "    --mount=type=secret,id=token,env=TOKEN,required=false --mount=type=ssh \\",
    "    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app .",
    "FROM ${BASE}",
    "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/",
    "COPY --from=0 /out/app /",
    "COPY --from=nginx:alpine /etc/nginx/nginx.conf /nginx.conf",
    "STOPSIGNAL SIGQUIT",
    "USER 65532",
    'ENTRYPOINT ["/app"]',
  ),
  "Java with Maven": lines(
    "FROM maven:3.9-eclipse-temurin-21 as builder",
    "WORKDIR app",
    "ADD . .",
    "RUN --mount=type=cache,target=/root/.m2 mvn -B -q package -DskipTests \\",
    "    && java -Djarmode=layertools -jar target/*.jar extract",
    "FROM eclipse-temurin:21-jre",
    "VOLUME /tmp",
    "COPY --from=builder app/dependencies/ ./",
    'ENV JAVA_OPTS="-Xmx512m -Dfile.encoding=UTF-8"',
    'ENTRYPOINT exec java $JAVA_OPTS org.example.Main "$@"',
  ),
  "Rust with cargo-chef": lines(
    "FROM rust:1 AS chef",
    "RUN cargo install cargo-chef",
    "WORKDIR /app",
    "FROM chef AS planner",
    "COPY . .",
    "RUN cargo chef prepare --recipe-path recipe.json",
    "FROM chef AS builder",
    "COPY --from=planner /app/recipe.json recipe.json",
    "RUN cargo chef cook --release --recipe-path recipe.json",
    "COPY . .",
    "RUN cargo build --release",
    "FROM debian:bookworm-slim AS runtime",
    "COPY --from=builder /app/target/release/app /usr/local/bin",
    'ENTRYPOINT ["/usr/local/bin/app"]',
  ),
  "PHP with old habits": lines(
    "FROM php:8-apache",
    'MAINTAINER Somebody "the" Person <some.body@example.com>',
    "LABEL description=This\\ is\\ it version='1.0'",
    'LABEL multi.label1="value1" multi.label2="value2" other="value3 \\',
    '  and more"',
    "RUN docker-php-ext-install -j$(nproc) pdo_mysql \\",
    "",
    "    # a comment and an empty line",
    "    && a2enmod rewrite ;\\",
    "    true",
    "ADD https://example.com/composer.phar /usr/local/bin/composer",
    "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/a.tgz /",
    "ADD --keep-git-dir=true https://github.com/example/app.git#v1.0:docs /docs",
    "ADD git@github.com:example/app.git /app",
    "ADD app.tar.gz /srv",
    "EXPOSE 80",
  ),
  "lower case, tabs and trailing blanks": 'from busybox  \nrun\techo hi\t\n\n   copy  a\tb /c/ \ncmd [ "a" , "b" ]  \n',
  CRLF: 'FROM busybox\r\nRUN echo a && \\\r\n    # why\r\n    echo b\r\nRUN <<EOF\r\necho c\r\nEOF\r\nCMD ["a"]\r\n',
  "a byte order mark, a shebang and directives":
    "\uFEFF#!/usr/bin/env docker\n# syntax = docker/dockerfile:1\n# escape=\\\nFROM busybox\n",
  "Windows with backticks": lines(
    "# escape=`",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS build",
    'SHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\'; $ProgressPreference = \'SilentlyContinue\';"]',
    "WORKDIR C:\\\\app",
    "WORKDIR C:\\app\\",
    "RUN Invoke-WebRequest -Uri https://example.com/x.zip -OutFile C:\\x.zip; `",
    "    Expand-Archive C:\\x.zip -DestinationPath C:\\; `",
    "    Remove-Item C:\\x.zip",
    "RUN New-Item -Path 'C:\\it''s' -ItemType Directory",
    "COPY src\\ C:\\app\\src\\",
    'COPY ["my file.txt", "C:/Program Files/"]',
    "ENV APP_HOME C:\\app",
    'ENV PATH="C:\\tools;%PATH%"',
    "VOLUME C:\\data",
    "USER ContainerAdministrator",
    "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022",
    "COPY --from=build C:\\app\\ C:\\app\\",
    "USER ContainerUser",
    'SHELL ["cmd", "/S", "/C"]',
    'ENTRYPOINT ["C:\\\\app\\\\run.exe", "--dir", "C:\\\\data"]',
  ),
  "Windows with backslashes": lines(
    "FROM mcr.microsoft.com/windows/nanoserver:1809",
    "WORKDIR /app",
    "COPY bin\\\\Release C:/app/",
    "RUN mkdir C:\\data & echo done",
    'RUN setx PATH "%PATH%;C:\\tools"',
    'CMD ["cmd", "/c", "dir"]',
  ),
  ONBUILD: lines(
    "FROM ruby:3.4",
    "ONBUILD ADD . /app",
    'ONBUILD RUN ["bundle", "install"]',
    "ONBUILD ARG RAILS_ENV=production",
    "ONBUILD ENV RAILS_ENV=${RAILS_ENV}",
    "ONBUILD COPY --from=assets /public /app/public",
    "onbuild HEALTHCHECK NONE",
    "ONBUILD USER app",
  ),
  "variables in every position": lines(
    "ARG REGISTRY=registry.example.com:5000/team",
    "ARG TAG",
    "ARG STAGE=final",
    "FROM $REGISTRY/base:${TAG:-latest} AS base",
    "FROM ${REGISTRY}/tools@${DIGEST:-sha256:0000000000000000000000000000000000000000000000000000000000000000} AS tools",
    "ARG UID=1000 GID=1000 DIR=/srv SIGNAL=SIGTERM PORTS=80-90 EMPTY= QUOTED=\"a b\" SINGLE='a $b'",
    "ENV HOME=$DIR USERNAME=app \"A\"=b C='d e' F=g\\ h",
    "WORKDIR $DIR/${USERNAME}",
    "USER ${UID}:${GID}",
    "COPY --chown=$UID:$GID --chmod=$MODE $SRC $DIR/",
    "COPY --from=base ${SRC:?missing} ${DIR%/*}/",
    "ADD ${URL#https://} ${URL//a/b} /x/",
    "EXPOSE ${PORTS} $PORT/tcp ${PORT:-80}/udp",
    "STOPSIGNAL $SIGNAL",
    "STOPSIGNAL 9",
    "STOPSIGNAL RTMIN+3",
    "VOLUME $DIR ${DIR}/data",
    'LABEL a=$UID "b c"="$GID" com.example.c=d\\',
    "e",
    "HEALTHCHECK CMD curl -f http://localhost:$PORT/ || exit 1",
    'SHELL ["/bin/bash", "-c"]',
    "RUN echo ${BASH_VERSION//./-} ${a:0:3} ${b^^} ${c:=d} $((1+2)) `id` $'x' \"it's\"",
    "CMD echo ${x:1:2} 'unclosed in \" the middle'",
    "FROM ${STAGE:-base}",
    "FROM base",
  ),
  "flags of today": lines(
    "# syntax=docker/dockerfile:1-labs",
    "FROM --platform=linux/arm64/v8 alpine:3.22@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "RUN --security=insecure --network=host --device=vendor.com/class=gpu true",
    "RUN --mount=type=tmpfs,target=/tmp,size=1g --mount=type=cache,id=a,target=/c,uid=1,gid=1,mode=0755,ro,from=alpine,source=/x true",
    "RUN --mount=type=bind,from=golang:1.24,source=/usr/local/go,target=/go,rw true",
    "RUN --mount=type=secret,id=a,dst=/run/a,mode=0400,uid=0,gid=0,required",
    "COPY --exclude=*.md --exclude=*.txt --link=false --parents=true a ./b c/",
    "COPY --chmod=u=rwX,go=rX a /a",
    "ADD --unpack=false --link --chown=a:b --chmod=755 a.tar /a",
    "HEALTHCHECK --interval=1h --timeout=500ms CMD true",
    "ARG a b=1 c",
    "ENV a=b\tc=d",
    "EXPOSE 80/TCP 127.0.0.1:80:80",
  ),
  "the checks of BuildKit": lines(
    "# check=skip=JSONArgsRecommended;error=true",
    "FROM alpine:3.22 AS scratch-like",
    "ENTRYPOINT /bin/true",
  ),
  "a front end of its own": lines(
    "# syntax=example.com/frontend:1",
    "FROM alpine:3.22",
    "INCLUDE common.docker",
    "RUN id",
  ),
  "a name with a blank": lines("FROM alpine:3.22", "ARG 'a b'"),
  "a front end whose comments are slashes": lines("// syntax=example.com/frontend:1", "service web {", "}"),
  "stages by number and names that differ in case": lines(
    "FROM alpine:3.22 AS Base",
    "FROM base AS second",
    "FROM SECOND",
    "COPY --from=BASE /a /a",
    "COPY --from=1 /a /b",
    "RUN --mount=from=Base,target=/x true",
  ),
  "comments wherever they may stand": lines(
    "# one",
    "  # two",
    "FROM alpine:3.22",
    "RUN true \\",
    "# three \\",
    "  && true \\",
    "  # four",
    "  # five",
    "",
    "  && echo '# six' # seven",
    "ENV a=1 \\",
    "# eight",
    "  b=2",
    "#nine",
  ),
  "an escape at the very end": "FROM alpine:3.22\nRUN true \\\n",
  "JSON that is none is a shell command": lines(
    "FROM alpine:3.22",
    "RUN [ -f /etc/passwd ] && echo yes",
    'RUN [[ -n "$x" ]] || true',
    "CMD [ \"a\", 'b' ]",
    'ENTRYPOINT ["a" "b"]',
    "CMD []",
    'VOLUME ["/a", "/b"]',
    "VOLUME [/data]",
    'ENTRYPOINT [""]',
    'CMD ["tab\\there", "uni\\u0041"]',
  ),
  "quotes of all kinds": lines(
    "FROM alpine:3.22",
    'ENV A="a \\"b\\" c" B=\'it is\' C=don\\\'t D="$A\'s"',
    "ENV OLD it\\'s 'an old' \"one\"",
    'LABEL "quoted.key"="quoted value" plain=\'single "double" single\'',
    'RUN echo "it\'s" \'say "hi"\' \\"',
    "RUN echo 'multi \\",
    "line'",
    'WORKDIR "/with blanks"',
    "COPY \"a\" '/c/'",
    'USER "1000"',
  ),
  "several sources into folders that are there": lines(
    "FROM alpine:3.22",
    "RUN mkdir -p /data/in",
    "COPY a b /data/in",
    "WORKDIR /srv/app",
    "COPY package.json package-lock.json /srv/app",
    "COPY a b .",
    "COPY a /etc/thing/a",
    'ADD ["a", "b", "/etc/thing"]',
    "COPY run.sh stop.sh /usr/local/bin",
  ),
  "only ARG before FROM, blanks and a lower-case scratch": lines(
    "",
    "",
    "ARG A",
    "arg B=1",
    "",
    "FROM scratch",
    "COPY a /",
  ),
};

suite("a file that builds has no error", () => {
  for (const [name, text] of Object.entries(BUILDABLE)) {
    test(name, () => {
      const errors = lint(text).filter((it) => it.severity === "error");
      const line = (offset: number): number => text.slice(0, offset).split("\n").length;
      assert.deepEqual(
        errors.map((it) => `${line(it.span.start)}: ${it.rule.id}: ${messageOf(it)}`),
        [],
      );
    });
  }
});

const MILD: Readonly<Record<string, string>> = {
  "EXPOSE 80-85-90": "invalid-expose-port",
  "EXPOSE 80/tcp/x": "invalid-expose-port",
  'EXPOSE ""': "invalid-expose-port",
  "ENV a\\ x": "missing-arguments",
  "LABEL a\\ x": "missing-equals",
};
const severities = (text: string, id: string): string[] =>
  lint(text)
    .filter((it) => it.rule.id === id)
    .map((it) => it.severity);

suite("what builds, but means something else, is a warning", () => {
  for (const [line, id] of Object.entries(MILD))
    test(line, () => assert.deepEqual(severities(`FROM scratch\n${line}\n`, id), ["warning"]));
  test("and what stops the build is not", () => {
    for (const line of ["EXPOSE 80-70", "EXPOSE 80-x", "EXPOSE 8080:80-85-90", "EXPOSE 80/x/tcp"])
      assert.deepEqual(severities(`FROM scratch\n${line}\n`, "invalid-expose-port"), ["error"], line);
  });
  test("an open quote above the first FROM, until a FROM uses it", () => {
    const of = (text: string): string[] => severities(text, "unclosed-quote");
    assert.deepEqual(of('ARG x="a\nFROM scratch\nARG x\nLABEL a=$x\n'), ["warning"]);
    assert.deepEqual(of('ARG x="a\nFROM b:1\nFROM $x\n'), ["warning", "error"]);
    assert.deepEqual(of('FROM scratch\nARG x="a\n'), ["error"]);
    assert.deepEqual(of('FROM scratch\nONBUILD ARG x="a\n'), ["error"]);
  });
  test("unless the user has said how severe it is", () => {
    const config = configWith({ "invalid-expose-port": "information" });
    assert.equal(
      lint("FROM scratch\nEXPOSE 80-85-90\n", config).find((it) => it.rule.id === "invalid-expose-port")?.severity,
      "information",
    );
  });
});
