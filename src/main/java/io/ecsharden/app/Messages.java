package io.ecsharden.app;

/** What a use case has to say while it runs. The texts may hold anything that a file holds. */
public interface Messages {

  /** Something that a person should know, in a line without a final stop. */
  void warning(String text);

  /** What the run waits for now. The next text replaces it. */
  void progress(String text);

  /** The run waits for nothing any more. */
  void progressEnded();
}
