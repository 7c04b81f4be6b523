package dev.evert.shell.command;

import dev.evert.spi.error.EvertException;

/** A failure in the text of a pipe, with that text, so that its place can be shown. */
public final class PipeFailure extends RuntimeException {
  private final EvertException failure;
  private final String text;

  /**
   * A failure in {@code text}, as the person wrote it: with secrets, if it has any.
   *
   * @param failure whose place, if it has one, counts in the text
   */
  public PipeFailure(EvertException failure, String text) {
    super(failure.getMessage(), failure);
    this.failure = failure;
    this.text = text;
  }

  /** What is wrong. */
  public EvertException failure() {
    return failure;
  }

  /** The text that it is about. */
  public String text() {
    return text;
  }
}
