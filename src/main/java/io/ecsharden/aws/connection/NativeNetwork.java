package io.ecsharden.aws.connection;

/** What the native executable needs before it uses Java's network library. */
final class NativeNetwork {

  private NativeNetwork() {}

  /**
   * Loads the library: an executable leaves that out at its start ({@code
   * io.ecsharden.image.NoNetworkAtStart}). On the JVM the library loads itself.
   */
  @SuppressWarnings("restricted") // it is the JDK's own library
  static void useNetwork() {
    if (System.getProperty("org.graalvm.nativeimage.imagecode", "").equals("runtime")) {
      System.loadLibrary("net");
    }
  }
}
