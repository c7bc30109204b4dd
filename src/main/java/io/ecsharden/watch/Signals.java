package io.ecsharden.watch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals of the process (signal(7)). The JDK has no public class for SIGHUP. {@code
 * sun.misc.Signal} is there for everybody, in the module {@code jdk.unsupported}, but javac warns
 * of it in a way that cannot be switched off. So it is called by reflection, and the image's
 * builder reads of that in {@code META-INF/native-image}.
 */
final class Signals {

  private Signals() {}

  /**
   * Handles them from now on, in a thread of their own.
   *
   * @param readAgain on SIGHUP
   * @param stop on SIGTERM and SIGINT
   */
  static void handle(Runnable readAgain, Runnable stop) {
    try {
      handle("HUP", proxy(readAgain));
      handle("TERM", proxy(stop));
      handle("INT", proxy(stop));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }

  private static void handle(String name, Object action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object value = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, value, action);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("SIG" + name + " cannot be handled: " + e, e);
    }
  }

  private static Object proxy(Runnable action) throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        Signals.class.getClassLoader(),
        new Class<?>[] {Class.forName("sun.misc.SignalHandler")},
        new Action(action));
  }

  /** Calls the action; the only method that anybody calls is that of the handler. */
  private record Action(Runnable run) implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      run.run();
      return proxy;
    }
  }
}
