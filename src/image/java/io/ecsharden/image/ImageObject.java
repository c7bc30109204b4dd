package io.ecsharden.image;

import java.util.Optional;

/** An object of the image, as the builder knows it. */
interface ImageObject {

  /** Its class, as {@link Class#getTypeName} spells it. */
  String type();

  /** The object itself; nothing where the builder has none. */
  Optional<Object> value();

  /** The object that led the builder to it. */
  Optional<ImageObject> parent();

  /** The method or field that led the builder to it, where no object did. */
  String root();

  /** Bytes from the start of the heap. */
  long offset();

  /** Bytes. */
  long size();

  /** What it is called from one build to the next. */
  default String key() {
    return ObjectKey.of(this);
  }
}
