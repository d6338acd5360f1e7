import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { sourceLine } from "../../../client/src/layers/source-line.ts";
import { outline } from "../../../server/src/dockerfile/outline.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../../server/src/text/document.ts";

const DOCKERFILE = `FROM node AS build
RUN --mount=type=cache,target=/c npm ci \\
 && npm run build
FROM nginx
COPY --from=build /dist /srv
RUN echo twice
RUN echo twice
`;
const { stages } = outline(parse(createDocument("file:///shop/Dockerfile", "dockerfile", 1, DOCKERFILE)));

suite("the line of a Dockerfile that made a layer", () => {
  const lines: Record<string, number | null> = {
    "RUN npm ci   && npm run build": 1,
    "COPY /dist /srv": 4,
    "RUN echo twice": null,
    "ADD file:13b84d in /": null,
    "": null,
  };
  for (const [instruction, line] of Object.entries(lines))
    test(instruction || "none", () => assert.equal(sourceLine(instruction, stages), line));
});
