# The native program and nothing else:
#   make native && docker build -t ecs-harden .
#   docker run --rm -v /:/host:ro ecs-harden audit --root /host
# `make native` links it statically where a musl compiler is (Debian: musl-tools). One that is linked to glibc wants a base that has it:
#   docker build --build-arg BASE=debian:trixie-slim -t ecs-harden .
ARG BASE=scratch
FROM ${BASE}
COPY target/ecs-harden /usr/local/bin/ecs-harden
ENTRYPOINT ["/usr/local/bin/ecs-harden"]
