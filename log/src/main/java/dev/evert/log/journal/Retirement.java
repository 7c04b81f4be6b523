package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.RetentionGuard;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.TreeEdge;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Retention at work. First a stream is trimmed: an event in the log says from which position on it
 * is served. Then the sealed segments before that position are written anew without its events.
 * Owned by the thread that keeps house.
 */
final class Retirement {
  private static final long INTERVAL_MICROS = 1_000_000;

  private final SegmentList segments;
  private final StreamRegistry registry;
  private final Registrar registrar;
  private final InstantSource clock;
  private final Set<Segment> damaged = new HashSet<>();
  private @Nullable LogException damage;
  private final RetentionGuard guard;
  private long nextMicros = Long.MIN_VALUE;

  Retirement(
      SegmentList segments, StreamRegistry registry, Registrar registrar, LogOptions options) {
    this.segments = segments;
    this.registry = registry;
    this.registrar = registrar;
    this.clock = options.clock();
    this.guard = options.retentionGuard();
  }

  /** Trims what has become too old and writes at most one segment anew; returns how much it did. */
  int step() throws IOException {
    long now = Micros.of(clock.instant());
    if (now < nextMicros) {
      return 0;
    }
    int done = 0;
    for (StreamInfo stream : registry.all()) {
      if (stream.retention() instanceof Retention.ForTime time) {
        done += trim(stream, time);
      }
    }
    done += erase();
    nextMicros = done > 0 ? now : now + INTERVAL_MICROS;
    return done;
  }

  private int trim(StreamInfo stream, Retention.ForTime time) {
    long cutoff = Micros.of(clock.instant().minus(time.age()));
    long first = stream.firstRetained().ordinal();
    long kept = first;
    boolean holds = false;
    for (int i = segments.indexOf(first); i < segments.count(); i++) {
      SegmentSummary summary = segments.get(i).summary();
      if (summary == null
          || summary.lastTimeMicros() >= cutoff
          || !guard.mayRemove(stream.id(), Position.ofOrdinal(summary.endPosition()))) {
        break;
      }
      holds |= summary.holds(stream.id().value());
      kept = holds ? summary.endPosition() : kept;
    }
    if (!holds) {
      return 0;
    }
    registrar.trim(stream.id(), kept);
    return 1;
  }

  private int erase() throws IOException {
    for (int i = 0; i < segments.count() - 1; i++) {
      Segment segment = segments.get(i);
      SegmentSummary summary = segment.summary();
      if (summary != null
          && !damaged.contains(segment)
          && Arrays.stream(summary.streams()).anyMatch(isGone(summary))
          && replaceIfSound(i, segment, summary)) {
        return 1;
      }
    }
    return 0;
  }

  /** A segment that cannot be read must not keep those after it from being written anew. */
  private boolean replaceIfSound(int index, Segment segment, SegmentSummary summary)
      throws IOException {
    try {
      replace(index, segment, summary);
      return true;
    } catch (NoSuchFileException e) {
      passOver(
          segment,
          Corruption.at(
              segments.directory() + "/" + segment.fileName(),
              0,
              segment.firstPosition(),
              "a segment file",
              "no file"));
    } catch (LogException e) {
      if (e.error() != LogError.CORRUPT) {
        throw e;
      }
      passOver(segment, e);
    }
    return false;
  }

  private void passOver(Segment segment, LogException cause) {
    damaged.add(segment);
    damage = damage == null ? cause : damage;
  }

  /** The first damage of a segment that was passed over, or null if there was none. */
  @Nullable LogException damage() {
    return damage;
  }

  /** Whether all events that a segment holds of a stream are before what is kept. */
  private IntPredicate isGone(SegmentSummary summary) {
    return stream ->
        registry.get(new StreamId(stream)).firstRetained().ordinal() >= summary.endPosition();
  }

  private void replace(int index, Segment old, SegmentSummary summary) throws IOException {
    LogFiles files = segments.files();
    SegmentName name = SegmentErasure.write(files, old, isGone(summary));
    SegmentSummary written;
    try {
      written = describe(name, old, summary);
    } catch (IOException | RuntimeException | Error e) {
      // The next opening would take the newer generation, of which it is not known to be sound.
      files.delete(name.fileName());
      throw e;
    }
    segments.replace(index, new Segment(name, old.header(), written));
    files.delete(old.fileName());
    files.delete(old.name().indexFileName());
    files.forceDirectory();
  }

  /** Reads the new generation again, compares its tree, and writes its index file. */
  private SegmentSummary describe(SegmentName name, Segment old, SegmentSummary summary)
      throws IOException {
    LogFiles files = segments.files();
    TreeEdge before = segments.edgeBefore(old);
    SegmentBuild build = SegmentBuild.of(files, name, old.header(), before, Integer.MAX_VALUE);
    if (!build.edge().equals(summary.edge())) {
      throw Corruption.at(
          files.directory() + "/" + old.fileName(),
          old.durableBytes(),
          summary.endPosition(),
          "the tree that the segment had when it was sealed",
          "another one");
    }
    return IndexFile.write(files, name, build.summary(summary), build.index());
  }
}
