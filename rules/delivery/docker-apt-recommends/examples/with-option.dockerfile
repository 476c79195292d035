FROM debian:12.9
# ok: docker-apt-recommends
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
