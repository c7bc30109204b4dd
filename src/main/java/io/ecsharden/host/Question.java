package io.ecsharden.host;

/** What is asked only where somebody wants to know it, because each costs something. */
public enum Question {
  /** Which tasks run, and where their routes lead. */
  TASKS,
  /** Whether the metadata service answers without a token. */
  METADATA,
  /** Whether the unit runs that blocks the metadata service for bridges. */
  BLOCK
}
