/** Dockerfiles for tests that read many: each of some kind of its own. */
export const FIXTURES: readonly string[] = [
  `# syntax=docker/dockerfile:1
# check=skip=JSONArgsRecommended
ARG NODE_VERSION=24
FROM --platform=$BUILDPLATFORM node:\${NODE_VERSION}-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \\
    npm ci && \\
    # the build itself

    npm run build
COPY . .

FROM nginx:1.29 as web
LABEL a="b c" d='e' \\
      f=g
COPY --from=build --chown=1000:1000 /app/dist /usr/share/nginx/html
EXPOSE 80/tcp 443
HEALTHCHECK --interval=5m --timeout=3s CMD curl -f http://localhost/ || exit 1
USER 1000
CMD ["nginx", "-g", "daemon off;"]
`,
  `# escape=\`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
SHELL ["powershell", "-Command"]
RUN dir C:\\ ; \`
    Get-ChildItem
COPY [ "a b.txt", "C:\\\\dir\\\\" ]
`,
  `FROM alpine:3.22
RUN <<EOF
set -e
for i in 1 2 3; do echo "$i"; done
EOF
COPY <<-'ONE' <<TWO /etc/
	one \${NOT}
	ONE
two \${HOME:-/root}
TWO
ONBUILD RUN echo $((1 << 2)) "<<X" && cat <<Y
y
Y
ENV OLD style value
ENV A=1 B="$A" C=\${B:+x\${A}}
STOPSIGNAL SIGTERM
VOLUME /data /more
`,
  "from scratch\ncoppy a b\nRUN [\"a\", 'b']\r\nRUN x \\\r\n\r\n  y\rMAINTAINER me <me@example.com>\n",
  'FROM a:b AS c\nENV 🐳="whale é" x=\'unclosed\nRUN echo "🐳" | cat > "/tmp/$x"\nHEALTHCHECK NONE',
  "",
  "\uFEFF#!/usr/bin/env dockerfile\nFROM scratch\n\0\n",
];
