package dev.evert.shell.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Lets a process end in good order when it is asked to by Ctrl-C or by another process, and at once
 * when it is asked a second time.
 *
 * <p>Shutdown hooks can tell neither the two kinds from each other nor a second time from the
 * first. The JDK's class that can is in a package that {@code javac} warns of, and is therefore
 * reached by its name.
 */
final class Signals {
  private Signals() {}

  /** The ways in which a process is asked to end. */
  enum Request {
    /** Ctrl-C: SIGINT. */
    INTERRUPT("INT", ExitCodes.INTERRUPTED),
    /** {@code kill}, a service manager, a shutdown: SIGTERM. */
    TERMINATE("TERM", 143);

    private final String signal;
    private final int hardExit;

    Request(String signal, int hardExit) {
      this.signal = signal;
      this.hardExit = hardExit;
    }
  }

  /** From now on calls {@code first} once; the next request ends the process at once. */
  static void handle(Consumer<Request> first) {
    AtomicBoolean asked = new AtomicBoolean();
    for (Request request : Request.values()) {
      handle(
          request,
          () -> {
            if (asked.compareAndSet(false, true)) {
              first.accept(request);
            } else {
              Runtime.getRuntime().halt(request.hardExit);
            }
          });
    }
  }

  private static void handle(Request request, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" -> self.hashCode() == arguments[0].hashCode();
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "handler of " + request;
                  });
      Object one = signal.getConstructor(String.class).newInstance(request.signal);
      signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
    } catch (InvocationTargetException e) {
      // The signal is not there, or kept by the JVM's own options: the JVM then ends by itself.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no signals", e);
    }
  }
}
