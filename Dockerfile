# Loket without test tools: built in one stage, run in another by a user that owns nothing but its data.
FROM python:3.13-slim AS build
WORKDIR /build
COPY deploy/requirements.lock ./
RUN python -m venv /opt/loket \
 && /opt/loket/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /opt/loket/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/loket --shell /usr/sbin/nologin loket \
 && install -d -o loket -g loket -m 0700 /var/lib/loket
COPY --from=build /opt/loket /opt/loket
ENV PATH=/opt/loket/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOKET_LOG=json \
    LOKET_HEALTH_LISTEN=127.0.0.1:8090
USER 10001:10001
WORKDIR /var/lib/loket
VOLUME /var/lib/loket
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8090/healthz', timeout=4)"]
ENTRYPOINT ["loket"]
CMD ["run"]
