package io.ecsharden.repair;

import io.ecsharden.facts.FileFact;
import io.ecsharden.format.Digest;
import java.util.Optional;

/**
 * A file's content and metadata, without the content.
 *
 * @param sha256 of the content, in hexadecimal
 * @param mode the permission bits
 * @param uid the owner
 * @param gid the group
 */
public record Fingerprint(String sha256, int mode, int uid, int gid) {

  /** The fingerprint of what was read; none where there was no file. */
  static Optional<Fingerprint> of(FileFact fact) {
    return fact instanceof FileFact.Content file
        ? Optional.of(new Fingerprint(Digest.of(file.bytes()), file.mode(), file.uid(), file.gid()))
        : Optional.empty();
  }

  /** Whether two files, or their absence, are the same. */
  static boolean same(Optional<Fingerprint> a, Optional<Fingerprint> b) {
    return a.isPresent() && b.isPresent() ? a.get().isSame(b.get()) : a.isEmpty() && b.isEmpty();
  }

  /** Whether two files have the same content, or neither is there, whatever their owners. */
  static boolean sameContent(Optional<Fingerprint> a, Optional<Fingerprint> b) {
    return a.isPresent() && b.isPresent()
        ? a.get().sha256.equals(b.get().sha256)
        : a.isEmpty() && b.isEmpty();
  }

  private boolean isSame(Fingerprint other) {
    return sha256.equals(other.sha256)
        && mode == other.mode
        && uid == other.uid
        && gid == other.gid;
  }
}
