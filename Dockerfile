# Parley as an image: `docker compose up` builds and runs it. The base is Debian, for glibc; on Alpine nothing here is tried.
FROM node:24-bookworm-slim AS packages
WORKDIR /parley
COPY package.json package-lock.json ./
# No package needs its install script (package.json says so to npm as well).
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM packages AS build
COPY . .
# What Next keeps for the next build is as large as the rest.
RUN mkdir -p public && npm run build && rm -rf .next/cache

# What runs: no tools, and no optional packages, which are compilers for the build and the embedded PostgreSQL. Only what draws
# images (sharp) is optional by its name alone.
FROM packages AS runtime-packages
RUN mv node_modules/@img /tmp/img \
  && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@img && mv /tmp/img node_modules/@img

FROM node:24-bookworm-slim
WORKDIR /parley
# Inside a container only its own loopback is 127.0.0.1; whom the port is published to is for whoever runs it to say.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
# A new volume takes the owner of the folder that it covers.
RUN mkdir /data && chown node:node /data
COPY --from=runtime-packages /parley/node_modules node_modules
COPY package.json next.config.mjs ./
COPY db/migrations db/migrations
COPY --from=build /parley/public public
COPY --from=build /parley/.next .next
COPY --from=build /parley/dist dist
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/server.mjs"]
