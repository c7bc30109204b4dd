package io.ecsharden.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Keeps the Java runtime from probing the network when the program starts.
 *
 * <p>A native image loads Java's network library at its start, and that library makes three sockets
 * to find out whether the system has IPv6 (GraalVM 25, {@code PosixNativeLibrarySupport}). A
 * program that reads files needs no sockets, and they raise questions where its system calls are
 * audited. The code that uses the network loads the library first.
 */
@TargetClass(className = "com.oracle.svm.core.posix.PosixNativeLibrarySupport")
final class NoNetworkAtStart {

  private NoNetworkAtStart() {}

  @Substitute
  @SuppressWarnings("UnusedMethod") // the image's build puts it in place
  private static void loadNetLibrary() {
    // not at start
  }
}
