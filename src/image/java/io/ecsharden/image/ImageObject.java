package io.ecsharden.image;

import java.util.Optional;

/** An object of the image, as the builder knows it. */
interface ImageObject {

  /** Of its class, as {@link Class#getTypeName} says it. */
  String type();

  /** The object itself; nothing where the builder has none at hand. */
  Optional<Object> value();

  /** The object that led the builder to it. */
  Optional<ImageObject> parent();

  /** What else led the builder to it: a method or a field. */
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
