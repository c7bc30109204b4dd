#!/usr/bin/env bash
# image-archive.sh PROGRAM VERSION ARCHITECTURE TIME FILE: an OCI image of the program alone, as an archive, without a container engine.
# The archive is an OCI image layout, and has the manifest.json that `docker load` of any age reads.
set -euo pipefail
PROGRAM=$1 VERSION=$2 ARCHITECTURE=$3 TIME=$4 FILE=$5
export TZ=UTC LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
layout=$work/layout
mkdir -p "$layout/blobs/sha256" "$work/layer/usr/local/bin"

# pack DIRECTORY: a tar of it on standard output, whose bytes depend on names, modes and contents alone
pack() { tar --sort=name --mtime="$TIME" --owner=0 --group=0 --numeric-owner --format=ustar -C "$1" -cf - .; }

# blob: keeps standard input under its digest, which it prints
blob() {
  local digest
  cat > "$work/blob"
  digest=$(sha256sum "$work/blob" | cut -d ' ' -f 1)
  mv "$work/blob" "$layout/blobs/sha256/$digest"
  echo "$digest"
}
size() { stat -c %s "$layout/blobs/sha256/$1"; }

install -m 755 "$PROGRAM" "$work/layer/usr/local/bin/ecs-harden"
chmod -R u=rwx,go=rx "$work/layer"
pack "$work/layer" > "$work/layer.tar"
diff_id=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
layer=$(gzip -n6 < "$work/layer.tar" | blob)
config=$(blob <<JSON
{"created":"$TIME","architecture":"$ARCHITECTURE","os":"linux","config":{"User":"0:0","Env":["PATH=/usr/local/bin"],"Entrypoint":["/usr/local/bin/ecs-harden"],"Cmd":["help"],"Healthcheck":{"Test":["CMD","/usr/local/bin/ecs-harden","health","--root","/host"],"Interval":60000000000,"Timeout":10000000000,"StartPeriod":60000000000},"Labels":{"org.opencontainers.image.title":"ecs-harden","org.opencontainers.image.version":"$VERSION","org.opencontainers.image.licenses":"Apache-2.0","org.opencontainers.image.description":"Audits and repairs an Amazon ECS container instance"}},"rootfs":{"type":"layers","diff_ids":["sha256:$diff_id"]},"history":[{"created":"$TIME","created_by":"ecs-harden make dist"}]}
JSON
)
manifest=$(blob <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$(size "$config")},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:$layer","size":$(size "$layer")}]}
JSON
)
cat > "$layout/index.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest","size":$(size "$manifest"),"annotations":{"org.opencontainers.image.ref.name":"$VERSION","io.containerd.image.name":"docker.io/library/ecs-harden:$VERSION"}}]}
JSON
echo '{"imageLayoutVersion":"1.0.0"}' > "$layout/oci-layout"
cat > "$layout/manifest.json" <<JSON
[{"Config":"blobs/sha256/$config","RepoTags":["ecs-harden:$VERSION"],"Layers":["blobs/sha256/$layer"]}]
JSON
chmod -R u=rwX,go=rX "$layout"
pack "$layout" > "$FILE"
