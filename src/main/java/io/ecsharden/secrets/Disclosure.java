package io.ecsharden.secrets;

/** Whether the output hides secrets. */
public enum Disclosure {
  /** A secret is replaced by {@link SensitiveText#MASK}. */
  HIDE,
  /** Everything is shown, because somebody asked for it. */
  REVEAL
}
