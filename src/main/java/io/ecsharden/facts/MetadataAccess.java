package io.ecsharden.facts;

/** What the metadata service says to a request of the instance itself without a token. */
public sealed interface MetadataAccess {

  /** Nobody asked. */
  record NotAsked() implements MetadataAccess {}

  /** It answered: its first version, which needs no token, is on. */
  record WithoutToken() implements MetadataAccess {}

  /** It refused the request: tokens are required. */
  record TokenRequired() implements MetadataAccess {}

  /**
   * It could not be seen.
   *
   * @param reason why, without a final stop
   */
  record Unseen(String reason) implements MetadataAccess {}
}
