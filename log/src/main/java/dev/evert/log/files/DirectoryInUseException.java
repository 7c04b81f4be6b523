package dev.evert.log.files;

import java.io.IOException;

/** The directory is locked. */
public final class DirectoryInUseException extends IOException {
  private final String holder;

  /**
   * A directory that is in use.
   *
   * @param holder who holds the lock, in words
   */
  public DirectoryInUseException(String holder) {
    super("in use by " + holder);
    this.holder = holder;
  }

  /** Who holds the lock, in words. */
  public String holder() {
    return holder;
  }
}
