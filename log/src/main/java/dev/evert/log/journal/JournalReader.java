package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows the events of frames one by one. The frames belong to the thread that reads, while it
 * reads; who closes the reader meanwhile leaves them to that thread.
 */
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
  private final AtomicReference<Use> use = new AtomicReference<>(Use.IDLE);

  private long from;
  private byte[] bytes = new byte[0];
  private long eventPosition;
  private int eventAt;
  private int eventsLeft;
  private long appendTimeMicros;

  /** What is done with the frames. */
  private enum Use {
    IDLE,
    READING,
    CLOSED
  }

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
    enter();
    try {
      from = position.ordinal();
      eventsLeft = 0;
      frames.seek(from);
    } finally {
      leave();
    }
  }

  /** From now on the frames are this thread's. */
  private void enter() {
    checkOpen();
    if (!use.compareAndSet(Use.IDLE, Use.READING)) {
      throw closed();
    }
  }

  private void leave() {
    if (!use.compareAndSet(Use.READING, Use.IDLE)) {
      frames.close();
    }
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
    enter();
    try {
      return readFrame();
    } finally {
      leave();
    }
  }

  private boolean readFrame() {
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
    if (isClosed()) {
      // The file of a reader of a log that was closed would stay open until it is closed itself.
      close();
      throw closed();
    }
  }

  private boolean isClosed() {
    return use.get() == Use.CLOSED || logClosed.getAsBoolean();
  }

  private static LogException closed() {
    return new LogException(LogError.CLOSED, "The reader or its log is closed");
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
    boolean there = durable.awaitBeyond(position().ordinal(), Nanos.of(timeout), this::isClosed);
    if (isClosed()) {
      throw closed();
    }
    return there;
  }

  @Override
  public void close() {
    Use before = use.getAndSet(Use.CLOSED);
    durable.wakeAll();
    if (before == Use.IDLE) {
      frames.close();
    }
  }
}
