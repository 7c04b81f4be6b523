package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.sink.SinkProgress;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a commit says of itself, in Lucene's commit user data: one atomic write makes documents and
 * progress durable together.
 *
 * <pre>
 *   evert.format     1
 *   evert.pipe       the pipe that fills the index
 *   evert.schema     the view's schema, in Base64 of its bytes
 *   evert.language   how text is taken apart
 *   evert.token, evert.version   the progress; absent until a batch was written
 * </pre>
 *
 * @param progress how far the documents of this commit are
 */
record IndexState(String pipe, Schema schema, Language language, Optional<SinkProgress> progress) {
  private static final int FORMAT = 1;
  private static final String PREFIX = "evert.";

  IndexState {
    Objects.requireNonNull(pipe);
    Objects.requireNonNull(schema);
    Objects.requireNonNull(language);
    Objects.requireNonNull(progress);
  }

  IndexState with(SinkProgress reached) {
    return new IndexState(pipe, schema, language, Optional.of(reached));
  }

  IndexState with(Schema wider) {
    return new IndexState(pipe, wider, language, progress);
  }

  /** Whether a commit was made by Evert. */
  static boolean isOurs(Map<String, String> userData) {
    return userData.containsKey(PREFIX + "format");
  }

  Map<String, String> toUserData() {
    Map<String, String> data = new TreeMap<>();
    data.put(PREFIX + "format", String.valueOf(FORMAT));
    data.put(PREFIX + "pipe", pipe);
    data.put(PREFIX + "schema", Base64.getEncoder().encodeToString(SchemaFormat.toBytes(schema)));
    data.put(PREFIX + "language", language.id());
    progress.ifPresent(reached -> {
      data.put(PREFIX + "token", reached.token());
      data.put(PREFIX + "version", String.valueOf(reached.version()));
    });
    return data;
  }

  /**
   * @throws EvertException {@link ErrorCode#DATA_NEWER} or {@link ErrorCode#DATA_CORRUPT}
   */
  static IndexState fromUserData(Map<String, String> data, String where) {
    String format = data.getOrDefault(PREFIX + "format", "");
    if (!format.equals(String.valueOf(FORMAT))) {
      throw new EvertException(
          ErrorCode.DATA_NEWER,
          "index format: wanted " + FORMAT + ", got " + format + " in " + where);
    }
    try {
      return new IndexState(
          member(data, "pipe"),
          SchemaFormat.parse(Base64.getDecoder().decode(member(data, "schema"))),
          Language.of(member(data, "language")),
          progress(data));
    } catch (IllegalArgumentException e) {
      throw new EvertException(
          ErrorCode.DATA_CORRUPT,
          "the commit's own data in " + where + ": " + e.getMessage(),
          null,
          e);
    }
  }

  private static Optional<SinkProgress> progress(Map<String, String> data) {
    if (!data.containsKey(PREFIX + "token")) {
      return Optional.empty();
    }
    return Optional.of(
        new SinkProgress(member(data, "token"), Long.parseLong(member(data, "version"))));
  }

  private static String member(Map<String, String> data, String name) {
    String value = data.get(PREFIX + name);
    if (value == null) {
      throw new IllegalArgumentException("has no " + name);
    }
    return value;
  }
}
