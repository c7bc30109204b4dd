package io.ecsharden.machine;

import io.ecsharden.facts.HostFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What runs on the instance, as a repair needs to know it. */
public interface Runtime {

  /** Looks at the whole instance, anew. */
  HostFacts look();

  /**
   * Connects to the service manager.
   *
   * @throws IOException with a line for people where there is none, or it does not answer
   */
  Services services() throws IOException;

  /** Why the agent is not ready for work, in words without a final stop; empty when it is. */
  Optional<String> agentTrouble();

  /**
   * Why nothing that could answer is to be reached from here, in words without a final stop: the
   * agent is not there, or in another network. Empty when something answers, whatever it says.
   */
  Optional<String> agentUnreached();

  /** The names of the running containers, the agent's own left out, and of their tasks. */
  List<String> containers() throws IOException;

  /** Whether containers outlive a restart of Docker. */
  boolean liveRestore() throws IOException;
}
