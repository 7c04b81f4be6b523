package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/** Writes registrations, one at a time, so that each follows from what is registered. */
final class Registrar {
  private final ReentrantLock lock = new ReentrantLock();
  private final StreamRegistry registry;
  private final AppendPath appends;
  private final InstantSource clock;

  Registrar(StreamRegistry registry, AppendPath appends, InstantSource clock) {
    this.registry = registry;
    this.appends = appends;
    this.clock = clock;
  }

  /** See {@link dev.evert.log.Log#createStream}. */
  StreamId createStream(String name, Retention retention) {
    StreamRegistry.checkName(name);
    lock.lock();
    try {
      Optional<StreamInfo> known = registry.find(name);
      if (known.isEmpty()) {
        register(new RegistryEvent.Created(registry.next(), name, retention));
      } else if (!known.get().retention().equals(retention)) {
        throw new LogException(
            LogError.STREAM_CONFLICT,
            "Stream '"
                + name
                + "' exists with retention "
                + known.get().retention()
                + ", not "
                + retention
                + ". Change its retention explicitly.");
      }
      return registry.find(name).orElseThrow().id();
    } finally {
      lock.unlock();
    }
  }

  /** See {@link dev.evert.log.Log#changeRetention}. */
  void changeRetention(StreamId stream, Retention retention) {
    lock.lock();
    try {
      if (!registry.get(stream).retention().equals(retention)) {
        register(new RegistryEvent.RetentionChanged(stream, retention));
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on a stream is served from a position on only. */
  void trim(StreamId stream, long firstRetained) {
    lock.lock();
    try {
      if (registry.get(stream).firstRetained().ordinal() < firstRetained) {
        register(new RegistryEvent.Trimmed(stream, firstRetained));
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on heads are signed with a key. */
  void useKey(byte[] publicKey) {
    lock.lock();
    try {
      if (!Arrays.equals(registry.publicKey(), publicKey)) {
        register(new RegistryEvent.KeyUsed(publicKey));
      }
    } finally {
      lock.unlock();
    }
  }

  private void register(RegistryEvent event) {
    try {
      appends.append(event, Micros.of(clock.instant())).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LogException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
