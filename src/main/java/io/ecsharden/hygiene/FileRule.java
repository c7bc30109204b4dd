package io.ecsharden.hygiene;

/** A rule that needs to see a whole env file. */
interface FileRule extends Rule {

  /** Adds the defects of a file. */
  void find(FileSearch search);
}
