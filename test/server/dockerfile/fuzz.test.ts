import { test } from "node:test";
import { FIXTURES } from "../../support/fixtures.ts";
import { fuzz } from "../../support/fuzz.ts";

const PIECES = [
  ..."\n \\\t#\"'$={}[]:<-&|;\r\0\uFEFF",
  "\\\n",
  "\r\n",
  "🐳",
  "\uD83D",
  "<<EOF",
  "EOF\n",
  "FROM x AS y\n",
  "FROM y\n",
  "FROM $A AS z\n",
  "from Y as w\n",
  "COPY --from=y a b\n",
  "COPY a.tar .\n",
  "ARG A=1\n",
  "ENV A=$A B=$A\n",
  "ENV PIP_NO_CACHE_DIR=1\n",
  "USER root\n",
  "LABEL a=\n",
  "WORKDIR x\n",
  "CMD a\n",
  "EXPOSE 80\n",
  "HEALTHCHECK NONE\n",
  'SHELL ["bash", "-o", "pipefail", "-c"]\n',
  "ONBUILD RUN wget x\n",
  "RUN yum install x-$A\n",
  "RUN curl a | sh\n",
  "RUN pip install x\n",
  "RUN apt-get update\n",
  "RUN yarn install\n",
  "RUN tar x a.tar\n",
  "# escape=`\n",
  "# syntax=docker/dockerfile:1\n",
  "# check=skip=all\n",
  "# hadolint ignore=DL3006\n",
  "# gantry ignore=all\n",
];

test("100,000 random edits: each leaves what the new text alone would give", () =>
  fuzz({ fileName: "Dockerfile", texts: FIXTURES, pieces: PIECES, edits: 100_000 }));
