package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Shows the events of frames one by one. */
final class JournalReader implements LogReader {
  /** Enough for frames of usual size, so that most reads of the file serve many frames. */
  static final int SEQUENTIAL_BYTES = 1 << 18;

  /** Enough for what lies between an indexed frame and the one looked for. */
  static final int RANDOM_BYTES = 1 << 14;

  private final FrameCursor frames;
  private final StreamRegistry registry;
  private final DurableEnd durable;
  private final BooleanSupplier logClosed;
  private final @Nullable StreamSelection selection;
  private final EventView view = new EventView();
  private volatile boolean closed;

  private long from;
  private byte[] bytes = new byte[0];
  private long eventPosition;
  private int eventAt;
  private int eventsLeft;
  private long appendTimeMicros;

  JournalReader(
      Recovered log,
      BooleanSupplier logClosed,
      @Nullable StreamSelection selection,
      int bufferBytes) {
    this.frames = new FrameCursor(log.segments(), log.durable(), selection, bufferBytes);
    this.registry = log.registry();
    this.durable = log.durable();
    this.logClosed = logClosed;
    this.selection = selection;
  }

  @Override
  public void seek(Position position) {
    checkOpen();
    checkRetained(position);
    seekRetained(position);
  }

  /** Goes on at a position of which it is known that its event is kept. */
  void seekRetained(Position position) {
    checkOpen();
    from = position.ordinal();
    eventsLeft = 0;
    frames.seek(from);
  }

  private void checkRetained(Position position) {
    Position first =
        selection == null ? registry.firstRetained() : selection.firstRetained(registry);
    if (position.isBefore(first)) {
      throw new LogException(
          LogError.NOT_RETAINED,
          "Events from position "
              + position
              + " on were removed by retention. The first position that is kept is "
              + first
              + ".");
    }
  }

  @Override
  public boolean next() {
    while (true) {
      while (eventsLeft > 0) {
        if (nextInFrame()) {
          return true;
        }
      }
      if (!nextFrame()) {
        return false;
      }
    }
  }

  private boolean nextInFrame() {
    int at = eventAt;
    long current = eventPosition++;
    eventsLeft--;
    eventAt = at + (int) EventLayout.sizeBytes(bytes, at);
    if (current < from
        || (selection != null && !selection.contains(EventLayout.stream(bytes, at)))) {
      return false;
    }
    view.show(current, appendTimeMicros, bytes, at);
    return true;
  }

  private boolean nextFrame() {
    checkOpen();
    long before = frames.position();
    if (!frames.next()) {
      return false;
    }
    bytes = frames.bytes();
    int at = frames.at();
    if (Frame.has(bytes, at, Frame.ERASED)) {
      checkRetained(Position.ofOrdinal(before));
      return true;
    }
    eventPosition = Frame.firstPosition(bytes, at);
    eventsLeft = Frame.eventCount(bytes, at);
    eventAt = Frame.eventsOffset(bytes, at);
    appendTimeMicros = Frame.timeMicros(bytes, at);
    return true;
  }

  private void checkOpen() {
    if (closed || logClosed.getAsBoolean()) {
      frames.close();
      throw new LogException(LogError.CLOSED, "The reader or its log is closed");
    }
  }

  @Override
  public EventView event() {
    return view;
  }

  @Override
  public Position position() {
    return Position.ofOrdinal(eventsLeft > 0 ? Math.max(from, eventPosition) : frames.position());
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    boolean there =
        durable.awaitBeyond(
            position().ordinal(), Nanos.of(timeout), () -> closed || logClosed.getAsBoolean());
    if (closed || logClosed.getAsBoolean()) {
      throw new LogException(LogError.CLOSED, "The reader or its log is closed");
    }
    return there;
  }

  @Override
  public void close() {
    closed = true;
    durable.wakeAll();
    frames.close();
  }
}
