package dev.evert.engine.program;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Set;

/** Answers to the scheme of programs, for one of them. */
public final class ProgramConnector {
  private ProgramConnector() {}

  /** The program as what a pipe's part before it writes to. */
  public static SinkFactory before(ProgramLink link) {
    return new Before(link);
  }

  /** The program as what a pipe's part after it reads. */
  public static SourceFactory after(ProgramLink link) {
    return new After(link);
  }

  private record Before(ProgramLink link) implements SinkFactory {
    @Override
    public Set<String> schemes() {
      return Set.of(Program.SCHEME);
    }

    @Override
    public Sink open(StoreUri uri, SinkContext context, Surroundings surroundings) {
      return new ProgramSink(link, context, surroundings.clock());
    }
  }

  private record After(ProgramLink link) implements SourceFactory {
    @Override
    public Set<String> schemes() {
      return Set.of(Program.SCHEME);
    }

    @Override
    public String group(StoreUri uri) {
      return uri.toString();
    }

    @Override
    public Source open(List<StoreUri> tables, Surroundings surroundings) {
      return new ProgramSource(link);
    }
  }
}
