package io.ecsharden.image;

import java.lang.reflect.Method;
import java.util.Optional;

/** An object by the builder's {@code NativeImageHeap.ObjectInfo}. */
final class BuilderObject implements ImageObject {

  private static final String INFO = "com.oracle.svm.hosted.image.NativeImageHeap$ObjectInfo";

  private final Object info;
  private final Members members;

  BuilderObject(Object info, Members members) {
    this.info = info;
    this.members = members;
  }

  /** The methods of {@code ObjectInfo}, by reflection. */
  static final class Members {

    private final Class<?> type = Class.forName(INFO);
    private final Method reason = HeapLayout.method(INFO, "getMainReason");
    private final Method object = HeapLayout.method(INFO, "getObject");
    private final Method objectClass = HeapLayout.method(INFO, "getObjectClass");
    private final Method offset = HeapLayout.method(INFO, "getOffset");
    private final Method size = HeapLayout.method(INFO, "getSize");

    Members() throws ReflectiveOperationException {}
  }

  private Object ask(Method method) {
    try {
      return method.invoke(info);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String type() {
    return ((Class<?>) ask(members.objectClass)).getTypeName();
  }

  @Override
  public Optional<Object> value() {
    try {
      return Optional.ofNullable(ask(members.object));
    } catch (IllegalStateException e) {
      // the builder made it, and has no object for it
      return Optional.empty();
    }
  }

  @Override
  public Optional<ImageObject> parent() {
    Object reason = ask(members.reason);
    return members.type.isInstance(reason)
        ? Optional.of(new BuilderObject(reason, members))
        : Optional.empty();
  }

  @Override
  public String root() {
    return String.valueOf(ask(members.reason));
  }

  @Override
  public long offset() {
    return (Long) ask(members.offset);
  }

  @Override
  public long size() {
    return (Long) ask(members.size);
  }
}
