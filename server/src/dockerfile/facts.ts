/** What each instruction means: the source of completion, hover and signature help. */
import * as l10n from "@vscode/l10n";
import { codeBlock } from "../text/markdown.ts";

export interface InstructionFacts {
  readonly summary: () => string;
  /** One form per line. */
  readonly syntax: readonly string[];
  readonly example: string;
  /** The section of Docker's reference. */
  readonly anchor: string;
  readonly snippets: readonly Snippet[];
}

export interface Snippet {
  readonly label: string;
  /** In LSP snippet syntax. */
  readonly text: string;
}

const REFERENCE = "https://docs.docker.com/reference/dockerfile/";

export const INSTRUCTIONS: ReadonlyMap<string, InstructionFacts> = new Map<string, InstructionFacts>([
  [
    "FROM",
    {
      summary: () =>
        l10n.t(
          "Starts a build stage from a base image, from an earlier stage, or from nothing (`scratch`). The last stage becomes the image unless another is chosen with `--target`.",
        ),
      syntax: ["FROM [--platform=<platform>] <image>[:<tag>|@<digest>] [AS <name>]"],
      example: "FROM --platform=$BUILDPLATFORM golang:1.25 AS build",
      anchor: "from",
      snippets: [{ label: "FROM baseImage", text: "FROM ${1:baseImage}" }],
    },
  ],
  [
    "RUN",
    {
      summary: () =>
        l10n.t(
          "Runs a command in a new layer and keeps the result. The shell form uses the shell of `SHELL` (`/bin/sh -c`), the exec form none, and a heredoc takes a whole script.",
        ),
      syntax: ["RUN [OPTIONS] <command> …", 'RUN [OPTIONS] ["<command>", …]', "RUN [OPTIONS] <<EOF …"],
      example: "RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl",
      anchor: "run",
      snippets: [{ label: "RUN command", text: "RUN ${1:command}" }],
    },
  ],
  [
    "CMD",
    {
      summary: () =>
        l10n.t(
          "What a container does when `docker run` is given no command; arguments for `ENTRYPOINT` when there is one. Only the last `CMD` of a stage counts.",
        ),
      syntax: ['CMD ["<executable>", "<param>", …]', "CMD <command> <param> …"],
      example: 'CMD ["node", "server.js"]',
      anchor: "cmd",
      snippets: [{ label: 'CMD [ "executable" ]', text: 'CMD [ "${1:executable}" ]' }],
    },
  ],
  [
    "LABEL",
    {
      summary: () => l10n.t("Adds metadata to the image: key and value pairs that tools can read and filter by."),
      syntax: ["LABEL <key>=<value> …"],
      example: 'LABEL org.opencontainers.image.source="https://example.com/app"',
      anchor: "label",
      snippets: [{ label: 'LABEL key="value"', text: 'LABEL ${1:key}="${2:value}"' }],
    },
  ],
  [
    "MAINTAINER",
    {
      summary: () =>
        l10n.t("Names the author of the image. Deprecated: use `LABEL org.opencontainers.image.authors` instead."),
      syntax: ["MAINTAINER <name>"],
      example: 'LABEL org.opencontainers.image.authors="team@example.com"',
      anchor: "maintainer-deprecated",
      snippets: [{ label: "MAINTAINER name", text: "MAINTAINER ${1:name}" }],
    },
  ],
  [
    "EXPOSE",
    {
      summary: () =>
        l10n.t(
          "Documents the ports on which the container listens, by TCP unless `/udp` is said. It publishes nothing: that is done by `docker run -p` or `-P`.",
        ),
      syntax: ["EXPOSE <port>[/<protocol>] …"],
      example: "EXPOSE 80/tcp 443/tcp",
      anchor: "expose",
      snippets: [{ label: "EXPOSE port", text: "EXPOSE ${1:port}" }],
    },
  ],
  [
    "ENV",
    {
      summary: () =>
        l10n.t(
          "Sets environment variables for all following instructions of the stage and for the containers of the image.",
        ),
      syntax: ["ENV <key>=<value> …"],
      example: "ENV NODE_ENV=production PORT=8080",
      anchor: "env",
      snippets: [{ label: "ENV key=value", text: "ENV ${1:key}=${2:value}" }],
    },
  ],
  [
    "ADD",
    {
      summary: () =>
        l10n.t(
          "Copies files into the image like `COPY`, and also downloads URLs, clones Git repositories and unpacks local archives.",
        ),
      syntax: ["ADD [OPTIONS] <src> … <dest>", 'ADD [OPTIONS] ["<src>", … "<dest>"]'],
      example: "ADD --checksum=sha256:24454f83… https://example.com/tool.tar.gz /opt/",
      anchor: "add",
      snippets: [{ label: "ADD source dest", text: "ADD ${1:source} ${2:dest}" }],
    },
  ],
  [
    "COPY",
    {
      summary: () =>
        l10n.t("Copies files and folders from the build context, from another stage or from an image into the image."),
      syntax: ["COPY [OPTIONS] <src> … <dest>", 'COPY [OPTIONS] ["<src>", … "<dest>"]'],
      example: "COPY --from=build --chown=app:app /out/server /usr/local/bin/",
      anchor: "copy",
      snippets: [{ label: "COPY source dest", text: "COPY ${1:source} ${2:dest}" }],
    },
  ],
  [
    "ENTRYPOINT",
    {
      summary: () =>
        l10n.t(
          "The program that every container of the image runs; the arguments of `docker run`, or else `CMD`, are added to it. Use the exec form, so that it receives signals.",
        ),
      syntax: ['ENTRYPOINT ["<executable>", "<param>", …]', "ENTRYPOINT <command> <param> …"],
      example: 'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]',
      anchor: "entrypoint",
      snippets: [{ label: 'ENTRYPOINT [ "executable" ]', text: 'ENTRYPOINT [ "${1:executable}" ]' }],
    },
  ],
  [
    "VOLUME",
    {
      summary: () =>
        l10n.t(
          "Declares folders whose contents live outside the container, in volumes. Later instructions should not write to them.",
        ),
      syntax: ['VOLUME ["<path>", …]', "VOLUME <path> …"],
      example: 'VOLUME ["/var/lib/postgresql/data"]',
      anchor: "volume",
      snippets: [{ label: 'VOLUME [ "/data" ]', text: 'VOLUME [ "${1:/data}" ]' }],
    },
  ],
  [
    "USER",
    {
      summary: () =>
        l10n.t(
          "The user, and perhaps the group, as whom the following instructions and the container run. Without it that is the one of the base image, mostly root.",
        ),
      syntax: ["USER <user>[:<group>]", "USER <UID>[:<GID>]"],
      example: "USER 1000:1000",
      anchor: "user",
      snippets: [{ label: "USER daemon", text: "USER ${1:daemon}" }],
    },
  ],
  [
    "WORKDIR",
    {
      summary: () =>
        l10n.t(
          "The folder in which the following instructions and the container work. It is made if it does not exist; a relative path goes on from the `WORKDIR` before.",
        ),
      syntax: ["WORKDIR <path>"],
      example: "WORKDIR /app",
      anchor: "workdir",
      snippets: [{ label: "WORKDIR /the/workdir/path", text: "WORKDIR ${1:/the/workdir/path}" }],
    },
  ],
  [
    "ARG",
    {
      summary: () =>
        l10n.t(
          "A variable that can be set while building, with `--build-arg`. Before the first `FROM` it can be used in `FROM` lines only; a stage that needs it repeats `ARG` with the name.",
        ),
      syntax: ["ARG <name>[=<default>] …"],
      example: "ARG NODE_VERSION=24",
      anchor: "arg",
      snippets: [
        { label: "ARG name", text: "ARG ${1:name}" },
        { label: "ARG name=defaultValue", text: "ARG ${1:name}=${2:defaultValue}" },
      ],
    },
  ],
  [
    "ONBUILD",
    {
      summary: () =>
        l10n.t("An instruction that runs later, when another build starts from this image: right after its `FROM`."),
      syntax: ["ONBUILD <INSTRUCTION>"],
      example: "ONBUILD COPY . /app/src",
      anchor: "onbuild",
      snippets: [{ label: "ONBUILD INSTRUCTION", text: "ONBUILD ${1:INSTRUCTION}" }],
    },
  ],
  [
    "STOPSIGNAL",
    {
      summary: () =>
        l10n.t("The signal that asks the container to end, by name or number. Without it `SIGTERM` is sent."),
      syntax: ["STOPSIGNAL <signal>"],
      example: "STOPSIGNAL SIGQUIT",
      anchor: "stopsignal",
      snippets: [{ label: "STOPSIGNAL signal", text: "STOPSIGNAL ${1:signal}" }],
    },
  ],
  [
    "HEALTHCHECK",
    {
      summary: () =>
        l10n.t(
          "A command by which Docker finds out whether the container still works: exit code 0 is healthy, 1 is not. `NONE` switches off the one of the base image.",
        ),
      syntax: ["HEALTHCHECK [OPTIONS] CMD <command>", "HEALTHCHECK NONE"],
      example: "HEALTHCHECK --interval=5m --timeout=3s CMD curl -f http://localhost/ || exit 1",
      anchor: "healthcheck",
      snippets: [
        {
          label: 'HEALTHCHECK --interval=30s --timeout=30s --start-period=5s --retries=3 CMD [ "executable" ]',
          text: 'HEALTHCHECK --interval=${1:30s} --timeout=${2:30s} --start-period=${3:5s} --retries=${4:3} CMD [ "${5:executable}" ]',
        },
        { label: "HEALTHCHECK NONE", text: "HEALTHCHECK NONE" },
      ],
    },
  ],
  [
    "SHELL",
    {
      summary: () =>
        l10n.t(
          "The shell for the shell form of the following `RUN`, `CMD` and `ENTRYPOINT`, as a JSON array. It starts as `/bin/sh -c`, on Windows as `cmd /S /C`.",
        ),
      syntax: ['SHELL ["<executable>", "<param>", …]'],
      example: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      anchor: "shell",
      snippets: [{ label: 'SHELL [ "executable" ]', text: 'SHELL [ "${1:executable}" ]' }],
    },
  ],
]);

/** A link to a section of Docker's reference. */
export const reference = (anchor: string): string => `[${l10n.t("Reference")}](${REFERENCE}#${anchor})`;

/** What something is for, an example and a link, as Markdown. */
export const explained = (summary: string, example: string, link: string): string =>
  [summary, codeBlock("dockerfile", example), link].join("\n\n");

/** The facts as Markdown, for hover and completion. */
export function describe(facts: InstructionFacts): string {
  return [
    facts.summary(),
    codeBlock("dockerfile", facts.syntax.join("\n")),
    l10n.t("Example:"),
    codeBlock("dockerfile", facts.example),
    reference(facts.anchor),
  ].join("\n\n");
}
