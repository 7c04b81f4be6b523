package dev.evert.engine.view;

/** A view came to its end, on request or since another one took its place; nothing is wrong. */
public final class ViewEndedException extends RuntimeException {
  /** The one reason that there is. */
  public ViewEndedException() {
    super("the view has come to its end");
  }
}
