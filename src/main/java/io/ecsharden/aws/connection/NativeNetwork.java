package io.ecsharden.aws.connection;

/** Java's network library in the native executable. */
final class NativeNetwork {

  private NativeNetwork() {}

  /**
   * Loads the library, which the executable does not do at its start ({@code
   * io.ecsharden.image.NoNetworkAtStart}). On the JVM the library loads itself.
   */
  @SuppressWarnings("restricted") // it is the JDK's own library
  static void useNetwork() {
    if (System.getProperty("org.graalvm.nativeimage.imagecode", "").equals("runtime")) {
      System.loadLibrary("net");
    }
  }
}
