# The program and nothing else: one static executable, which has its certificates within.
#
#   make image                      from target/ecs-harden, which `make native` builds; needs an engine and nothing more
#   docker build -t ecs-harden .    builds the executable in a container first; needs a registry and BuildKit (Docker 23 or later).
#                                   This way has not been run: no registry was at hand.
#
#   docker run --rm --read-only --cap-drop ALL --security-opt no-new-privileges -v /:/host:ro ecs-harden audit --root /host
#
# The user is root (0), because the files that it repairs are root's. It needs no capability for that.

# What `make image` builds.
FROM scratch AS image
ARG VERSION=unknown
LABEL org.opencontainers.image.title="ecs-harden" \
      org.opencontainers.image.description="Audits and repairs an Amazon ECS container instance" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION"
COPY target/ecs-harden /usr/local/bin/ecs-harden
USER 0:0
# For `watch`; the image has no shell. On ECS the task definition's check counts instead.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["/usr/local/bin/ecs-harden", "health", "--root", "/host"]
ENTRYPOINT ["/usr/local/bin/ecs-harden"]
CMD ["help"]

FROM maven:3-eclipse-temurin-25 AS maven

# Quarkus' builder image has native-image and no musl: its executable wants a glibc.
FROM quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25 AS build
USER root
WORKDIR /src
COPY --from=maven /usr/share/maven /usr/share/maven
ENV PATH=/usr/share/maven/bin:$PATH
COPY . .
RUN rm -f target/ecs-harden && GRAALVM_HOME="${GRAALVM_HOME:-$JAVA_HOME}" scripts/native.sh

FROM debian:trixie-slim
ARG VERSION=unknown
LABEL org.opencontainers.image.title="ecs-harden" \
      org.opencontainers.image.description="Audits and repairs an Amazon ECS container instance" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION"
COPY --from=build /src/target/ecs-harden /usr/local/bin/ecs-harden
USER 0:0
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["/usr/local/bin/ecs-harden", "health", "--root", "/host"]
ENTRYPOINT ["/usr/local/bin/ecs-harden"]
CMD ["help"]
