# The lines below were run by hand on Debian 12; pin the digest of the base image when you build for keeps.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-progress

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg tini && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=4600
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY . .
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 4600
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "deploy/healthcheck.ts"]
# Node is no PID 1: tini hands on signals and reaps.
ENTRYPOINT ["tini", "--"]
CMD ["node", "main.ts", "start"]
