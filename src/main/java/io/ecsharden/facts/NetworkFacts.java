package io.ecsharden.facts;

/**
 * Who reaches what from the instance at this moment, as far as anybody asked.
 *
 * @param tasks the tasks that run
 * @param filter the kernel's packet filter
 * @param metadata whether the metadata service answers without a token
 * @param block what the unit does that blocks the metadata service for bridges
 * @param endpoints what the resolver says of the names of AWS's services
 */
public record NetworkFacts(
    TaskFacts tasks,
    PacketFilter filter,
    MetadataAccess metadata,
    BlockActivity block,
    EndpointFacts endpoints) {

  /** Nobody asked. */
  public static final NetworkFacts NOT_ASKED =
      new NetworkFacts(
          new TaskFacts.NotAsked(),
          new PacketFilter.NotAsked(),
          new MetadataAccess.NotAsked(),
          BlockActivity.NOT_ASKED,
          new EndpointFacts.NotAsked());

  /** The same with the tasks that were seen. */
  public NetworkFacts with(TaskFacts seen) {
    return new NetworkFacts(seen, filter, metadata, block, endpoints);
  }

  /** The same with the packet filter that was seen. */
  public NetworkFacts with(PacketFilter seen) {
    return new NetworkFacts(tasks, seen, metadata, block, endpoints);
  }

  /** The same with what the metadata service said. */
  public NetworkFacts with(MetadataAccess said) {
    return new NetworkFacts(tasks, filter, said, block, endpoints);
  }

  /** The same with another state of the unit that blocks the metadata service. */
  public NetworkFacts with(BlockActivity activity) {
    return new NetworkFacts(tasks, filter, metadata, activity, endpoints);
  }

  /** The same with what the resolver said. */
  public NetworkFacts with(EndpointFacts said) {
    return new NetworkFacts(tasks, filter, metadata, block, said);
  }
}
