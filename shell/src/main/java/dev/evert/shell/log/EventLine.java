package dev.evert.shell.log;

import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.StreamId;
import dev.evert.spi.text.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** An event on one line. The log knows bytes only; those that are text are shown as text. */
final class EventLine {
  private static final int MAX_SHOWN_BYTES = 100;

  private final Log log;

  EventLine(Log log) {
    this.log = log;
  }

  /** For people. */
  String text(EventView event) {
    StringBuilder line = new StringBuilder();
    line.append(event.position())
        .append("  ")
        .append(time(event.appendTimeMicros()))
        .append("  ")
        .append(log.stream(new StreamId(event.stream())).name())
        .append("  ")
        .append(shown(event.key()))
        .append("  ")
        .append(shown(event.payload()));
    if (event.hasOperationId()) {
      line.append("  operation ").append(event.operationId());
    }
    List<String> causes = causes(event);
    if (!causes.isEmpty()) {
      line.append("  caused by ").append(String.join(" ", causes));
    }
    return line.toString();
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static List<String> causes(EventView event) {
    List<String> causes = new ArrayList<>();
    for (int i = 0; i < event.causeCount(); i++) {
      causes.add(event.cause(i).token());
    }
    return causes;
  }

  private static String shown(byte[] bytes) {
    int size = Math.min(bytes.length, MAX_SHOWN_BYTES);
    String rest = size < bytes.length ? "… (" + bytes.length + " bytes)" : "";
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, size)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return '\'' + text + '\'' + rest;
      }
    } catch (CharacterCodingException e) {
      return HexFormat.of().formatHex(bytes, 0, size) + rest;
    }
    return HexFormat.of().formatHex(bytes, 0, size) + rest;
  }

  /** For programs: all bytes in base64. */
  String json(EventView event) {
    Base64.Encoder base64 = Base64.getEncoder();
    JsonWriter json = new JsonWriter().beginObject();
    json.name("position").string(event.position().token());
    json.name("stream").string(log.stream(new StreamId(event.stream())).name());
    json.name("eventTime").string(time(event.eventTimeMicros()));
    json.name("appendTime").string(time(event.appendTimeMicros()));
    json.name("key").string(base64.encodeToString(event.key()));
    json.name("payload").string(base64.encodeToString(event.payload()));
    if (event.hasOperationId()) {
      json.name("operation").string(event.operationId().toString());
    }
    json.name("causes").beginArray();
    causes(event).forEach(json::string);
    return json.endArray().endObject().toString();
  }
}
