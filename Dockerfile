# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json .swcrc tsconfig.json tsconfig.build.json ./
COPY src src
COPY web web
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
# Builds a plan's Containerfile into an OCI image: --build-arg WITH_BUILDAH=true (without it, sources become slugs).
ARG WITH_BUILDAH=false
# tini, as stacks and builds leave orphans that process 1 has to collect.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends bubblewrap ca-certificates git openssh-client tini \
  && if [ "$WITH_BUILDAH" = true ]; then apt-get install --yes --no-install-recommends buildah; fi \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node --mode=0750 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY etc etc
ENV NODE_ENV=production SOLUM_DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 9777
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=30s --interval=15s --timeout=5s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SOLUM_PORT || 9777}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
# With development authentication it listens on the container's loopback address only: see docs/operate/deploy.md.
CMD ["node", "dist/main.js"]
