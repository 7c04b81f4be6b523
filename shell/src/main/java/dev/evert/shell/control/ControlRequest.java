package dev.evert.shell.control;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;
import dev.evert.spi.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a process asks of the one that runs a pipe.
 *
 * @param command which command
 * @param options of the command
 */
public record ControlRequest(String command, Map<String, String> options) {
  /** The longest request. */
  static final int MAX_BYTES = 64 << 10;

  private static final String COMMAND = "command";

  public ControlRequest {
    Objects.requireNonNull(command);
    options = Map.copyOf(options);
  }

  /** A request without options. */
  public static ControlRequest of(String command) {
    return new ControlRequest(command, Map.of());
  }

  /** Whether an option is set. */
  public boolean has(String option) {
    return "true".equals(options.get(option));
  }

  String json() {
    JsonWriter out = new JsonWriter();
    out.beginObject().name(COMMAND).string(command);
    options.forEach((name, value) -> out.name(name).string(value));
    return out.endObject().toString();
  }

  static ControlRequest parse(String json) {
    Map<String, String> options = new LinkedHashMap<>();
    JsonReader in = new JsonReader().set(json);
    in.beginObject();
    while (in.nextName()) {
      options.put(in.name(), in.readString());
    }
    in.end();
    String command = options.remove(COMMAND);
    if (command == null) {
      throw new EvertException(ErrorCode.INVALID_TEXT, "a request without a command");
    }
    return new ControlRequest(command, options);
  }
}
