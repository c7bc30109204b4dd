package io.ecsharden.machine;

import io.ecsharden.facts.HostFacts;
import java.io.IOException;
import java.util.List;

/** What runs on the instance, as far as a repair needs to know it. */
public interface Runtime {

  /** Looks at the whole instance again. */
  HostFacts look();

  /**
   * Connects to the service manager.
   *
   * @throws IOException where there is none, or it does not answer; the message is for people
   */
  Services services() throws IOException;

  /** Asks the agent how it is. */
  AgentHealth agent();

  /** The running containers without the agent's own, each by its task or by its name. */
  List<String> containers() throws IOException;

  /** Whether containers outlive a restart of Docker. */
  boolean liveRestore() throws IOException;
}
