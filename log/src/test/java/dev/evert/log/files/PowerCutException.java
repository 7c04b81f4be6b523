package dev.evert.log.files;

import java.io.IOException;

/** The machine has stopped. */
public final class PowerCutException extends IOException {
  public PowerCutException() {
    super("power cut");
  }
}
