package dev.evert.engine.program;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs: takes lines, gives lines. What it says on its standard error is kept as far
 * as it fits into a message. One thread asks it.
 */
final class ProgramProcess implements AutoCloseable {
  /** The most bytes of one line that it may give. */
  static final int MAX_LINE_BYTES = 4 << 20;

  private static final int LINES_AHEAD = 32;
  private static final int STDERR_CHARS = 500;
  private static final long CLOSE_SECONDS = 2;
  private static final long FIRST_LOOK_MILLIS = 20;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final byte[] NONE = new byte[0];

  private final Process process;
  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(LINES_AHEAD);
  private final StringBuilder stderr = new StringBuilder();
  private final Thread stderrReader;
  private volatile boolean closed;
  private boolean fresh = true;

  /** A line, or why no more of them come. */
  private record Line(byte[] bytes, @Nullable String end) {}

  /** The program gives no more lines, or none in time. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1;

    Ended(String reason) {
      super(reason);
    }
  }

  private ProgramProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readLines);
    stderrReader = Thread.ofVirtual().start(this::readStderr);
  }

  /**
   * Starts a program.
   *
   * @throws EvertException {@link ErrorCode#PROGRAM_FAILED} if there is none
   */
  static ProgramProcess start(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONUNBUFFERED", "1"); // or its answers would wait for more
    try {
      return new ProgramProcess(builder.start());
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.PROGRAM_FAILED,
          "cannot start " + command.getFirst() + ": " + reason(e),
          "Check its path, and that it is executable and begins with #! and its interpreter.",
          e);
    }
  }

  /** What the operating system says. */
  private static String reason(IOException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage()).strip();
  }

  /** Whether it was not asked yet. */
  boolean isFresh() {
    return fresh;
  }

  /** Whether it runs, or has left lines to take. */
  boolean isAlive() {
    return process.isAlive() || !lines.isEmpty();
  }

  /** Whether it has given a line that nobody asked for; one that was just asked is waited for. */
  boolean talksUnasked() throws InterruptedException {
    Line line = fresh ? lines.poll(FIRST_LOOK_MILLIS, TimeUnit.MILLISECONDS) : lines.peek();
    boolean ended = line != null && line.end() != null;
    if (fresh && ended) {
      put(line); // for whoever takes the next line
    }
    fresh = false;
    return line != null && !ended;
  }

  /** Gives lines to it, while its answers are read. */
  void send(List<byte[]> questions) {
    if (!questions.isEmpty()) {
      Thread.ofVirtual().start(() -> write(questions));
    }
  }

  private void write(List<byte[]> questions) {
    try {
      OutputStream out = process.getOutputStream();
      ByteArrayOutputStream together = new ByteArrayOutputStream();
      for (byte[] question : questions) {
        together.writeBytes(question);
        together.write('\n');
      }
      together.writeTo(out);
      out.flush();
    } catch (IOException e) {
      // It has ended: whoever reads its answers comes to know.
    }
  }

  /**
   * The next line that it gives.
   *
   * @param late called again and again while it is waited for, with how long that is by now
   * @throws Ended if there is none, or none within the time
   */
  byte[] next(Duration patience, Consumer<Duration> late) throws Ended, InterruptedException {
    Line line = lines.poll();
    for (Duration waited = Duration.ZERO;
        line == null && waited.compareTo(patience) < 0;
        waited = waited.plus(LOOK)) {
      late.accept(waited);
      line = lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (line == null) {
      throw new Ended(
          "it gave no line within "
              + patience.toSeconds()
              + " s; a program must give one line for each, and flush its output");
    }
    String end = line.end();
    if (end != null) {
      throw new Ended(end + said());
    }
    return line.bytes();
  }

  private void readLines() {
    String end;
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      end = readLines(in, line);
    } catch (IOException e) {
      end = "its output can not be read: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    put(new Line(NONE, end));
  }

  private String readLines(InputStream in, ByteArrayOutputStream line)
      throws IOException, InterruptedException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        put(new Line(line.toByteArray(), null));
        line.reset();
      } else if (line.size() >= MAX_LINE_BYTES) {
        return "it gave a line of more than " + MAX_LINE_BYTES + " bytes";
      } else {
        line.write(b);
      }
    }
    int status = process.waitFor();
    stderrReader.join(TimeUnit.SECONDS.toMillis(1));
    return "it ended with status " + status;
  }

  /** Waits for room, unless nobody takes lines any more. */
  private void put(Line line) {
    try {
      boolean taken = false;
      while (!taken && !closed) {
        taken = lines.offer(line, 100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readStderr() {
    byte[] buffer = new byte[4096];
    try (InputStream in = process.getErrorStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
        synchronized (stderr) {
          stderr.append(text);
          stderr.delete(0, Math.max(0, stderr.length() - STDERR_CHARS));
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private String said() {
    synchronized (stderr) {
      String text = stderr.toString().strip();
      return text.isEmpty() ? "" : "; it said: " + text;
    }
  }

  /** Ends it: by the end of its input, and if that is not enough by force. */
  @Override
  public void close() {
    closed = true;
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    // It may not read: then whoever writes has the stream, and closing it would wait for that.
    Thread.ofVirtual().start(this::closeInput);
    try {
      var _ = process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended.
    }
  }
}
