package io.ecsharden.facts;

/** What the unit does that drops what bridges send to the metadata service. */
public enum BlockActivity {
  /** Nobody asked. */
  NOT_ASKED,
  /** systemd keeps no list of its units that can be read, as before version 236. */
  UNSEEN,
  /** It does not run, and the instance has no program that it could make rules with. */
  NO_TOOL,
  /** It does not run. */
  STOPPED,
  /** It has made its rules, and nobody has stopped it since. */
  ACTIVE,
  /** A repair starts it: what it does is seen only then. */
  WILL_START
}
