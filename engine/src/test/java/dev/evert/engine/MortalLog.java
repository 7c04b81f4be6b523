package dev.evert.engine;

import dev.evert.log.Log;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A log at whose appends a process can be killed: before one, or when it is durable. */
final class MortalLog {
  private final Log log;
  private int appendsLeft = Integer.MAX_VALUE;
  private boolean after;

  MortalLog(Log log) {
    this.log = log;
  }

  /** The process is killed at the append after so many; {@code durable}: just when it is made. */
  void dieAt(int appends, boolean durable) {
    appendsLeft = appends;
    after = durable;
  }

  /** The log as the engine has it. */
  Log log() {
    return (Log)
        Proxy.newProxyInstance(
            Log.class.getClassLoader(),
            new Class<?>[] {Log.class},
            (_, method, arguments) -> {
              boolean dies = method.getName().equals("append") && appendsLeft-- == 0;
              if (dies && !after) {
                throw new MemoryStore.Crash();
              }
              @Nullable Object result = invoke(method, arguments);
              if (dies && result instanceof CompletableFuture<?> appended) {
                appended.join();
                throw new MemoryStore.Crash();
              }
              return result;
            });
  }

  private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(log, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
