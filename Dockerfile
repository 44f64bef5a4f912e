# An image with the weights inside: it starts without a network, as a user of its own, on a root that may be read-only.
# docs/containers.md explains it; test/integration/image.test.ts runs its steps.
FROM node:22-bookworm-slim AS build
WORKDIR /usr/src/luna
COPY . .
RUN npm ci --no-audit --no-fund
RUN npm pack --silent && npm install --global --prefix /usr/local/luna --no-audit --no-fund ./luna-backport3-*.tgz
# onnxruntime brings the libraries of all platforms along, 250 MB of them for others.
RUN find /usr/local/luna -path '*/onnxruntime-node/bin/*' -type d \( -name darwin -o -name win32 \) -prune -exec rm -r {} + \
    && find /usr/local/luna -path '*/onnxruntime-node/bin/*/linux/*' -type d ! -name "$(node -p process.arch)" -prune -exec rm -r {} +
RUN MODELS_DIR=/usr/local/luna/models /usr/local/luna/bin/luna-backport3 models pull
RUN npm run --silent sbom > /usr/local/luna/sbom.cdx.json

FROM node:22-bookworm-slim
RUN groupadd --system --gid 10001 luna \
    && useradd --system --uid 10001 --gid luna --home-dir /var/lib/luna --shell /usr/sbin/nologin luna \
    && install -d -o luna -g luna -m 0700 /var/lib/luna
COPY --from=build /usr/local/luna /usr/local/luna
ENV PATH=/usr/local/luna/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    NODE_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/var/lib/luna \
    MODELS_DIR=/usr/local/luna/models \
    MALLOC_MMAP_THRESHOLD_=131072 \
    MALLOC_TRIM_THRESHOLD_=131072
USER 10001:10001
WORKDIR /var/lib/luna
VOLUME /var/lib/luna
EXPOSE 5140
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 5140}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["luna-backport3"]
CMD ["serve"]
