# One image for web, sockets, relay and preparation. Nothing is compiled: every dependency is a locked wheel.
FROM node:22-bookworm-slim AS viewer
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS dependencies
COPY requirements/runtime.txt /tmp/runtime.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/runtime.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home jangteo \
    && install -d -o jangteo -g jangteo /data /backups
# pg_dump and its kin, for bin/backup and bin/restore.
RUN apt-get update && apt-get install -y -q --no-install-recommends postgresql-client-15 && rm -rf /var/lib/apt/lists/*
COPY --from=dependencies /venv /venv
WORKDIR /app
COPY . .
COPY --from=viewer /app/node_modules/@google/model-viewer/dist ./node_modules/@google/model-viewer/dist
# Three of the font's nine weights: what printed catalogues are set in, in both languages.
COPY --from=viewer /app/node_modules/@expo-google-fonts/noto-sans-kr/400Regular ./node_modules/@expo-google-fonts/noto-sans-kr/400Regular
COPY --from=viewer /app/node_modules/@expo-google-fonts/noto-sans-kr/500Medium ./node_modules/@expo-google-fonts/noto-sans-kr/500Medium
COPY --from=viewer /app/node_modules/@expo-google-fonts/noto-sans-kr/700Bold ./node_modules/@expo-google-fonts/noto-sans-kr/700Bold
# The compiled translations belong to the image, which nobody may write to while it runs.
RUN DEBUG=0 SECRET_KEY=only-for-this-step DATA_DIR=/tmp/build /venv/bin/python manage.py messages --compile \
    && rm -rf /tmp/build
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DEBUG=0 DATA_DIR=/data
USER jangteo
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "bin/healthcheck"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "portal.wsgi:application"]
