package io.ecsharden.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Keeps the Java runtime from probing the network when the program starts.
 *
 * <p>A native image loads Java's network library in any case, and that library makes three sockets
 * to see whether the system knows IPv6 (GraalVM 25, {@code PosixNativeLibrarySupport}). A program
 * that reads files has no business with sockets; where one is audited call by call, they raise
 * questions. Whoever uses the network loads the library then.
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
