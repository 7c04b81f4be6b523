package dev.evert.connectors.search.rest;

import dev.evert.connectors.search.document.ValueFormat;
import dev.evert.spi.text.JsonWriter;
import dev.evert.spi.type.Type;
import java.util.HashSet;
import java.util.Set;

/**
 * How the values of a column are indexed by the server. What a field's type can not take (NaN,
 * infinities, years before 1 or after 9999) is kept in the document and, where there is a subfield
 * {@code keyword}, found there.
 *
 * @param json the field's mapping
 * @param fitting the types of a field made by somebody else that do as well
 */
record FieldMapping(String json, Set<String> fitting) {
  private static final int LONG_DIGITS = 18;
  private static final String LENIENT = ",\"ignore_malformed\":true";
  private static final String KEYWORD = "\"type\":\"keyword\",\"ignore_above\":256";
  private static final String WITH_KEYWORD = ",\"fields\":{\"keyword\":{" + KEYWORD + "}}";

  private static final FieldMapping BOOLEAN = of("boolean", "", "keyword");
  private static final FieldMapping WHOLE =
      new FieldMapping("{" + KEYWORD + "}", Set.of("keyword", "text", "wildcard"));
  private static final FieldMapping WORDS =
      of("text", WITH_KEYWORD, "keyword", "wildcard", "match_only_text", "search_as_you_type");
  private static final FieldMapping SHORT =
      of("short", "", "integer", "long", "float", "double", "scaled_float", "keyword");
  private static final FieldMapping INTEGER =
      of("integer", "", "long", "double", "scaled_float", "keyword");
  private static final FieldMapping LONG = of("long", "", "double", "scaled_float", "keyword");
  private static final FieldMapping FLOAT = of("float", LENIENT, "double", "keyword");
  private static final FieldMapping DOUBLE = of("double", LENIENT, "scaled_float", "keyword");
  private static final FieldMapping WHOLE_NUMBER =
      of("long", LENIENT, "double", "scaled_float", "keyword");
  private static final FieldMapping ROUNDED =
      of("double", LENIENT + WITH_KEYWORD, "scaled_float", "keyword");
  private static final FieldMapping DATE = date("strict_date");
  private static final FieldMapping TIMESTAMP = date("strict_date_optional_time");

  private static FieldMapping of(String type, String more, String... others) {
    Set<String> fitting = new HashSet<>(Set.of(others));
    fitting.add(type);
    return new FieldMapping("{\"type\":\"" + type + "\"" + more + "}", Set.copyOf(fitting));
  }

  private static FieldMapping date(String format) {
    return of("date", ",\"format\":\"" + format + "\"" + LENIENT + WITH_KEYWORD, "keyword");
  }

  /** The mapping for columns of a type. */
  static FieldMapping of(Type type) {
    return switch (type) {
      case Type.Simple simple ->
          switch (simple) {
            case BOOLEAN -> BOOLEAN;
            case INT2 -> SHORT;
            case INT4 -> INTEGER;
            case INT8 -> LONG;
            case FLOAT4 -> FLOAT;
            case FLOAT8 -> DOUBLE;
            case DATE -> DATE;
            case TIMESTAMP, TIMESTAMPTZ -> TIMESTAMP;
            case JSON, JSONB -> WORDS;
            case BYTEA, TIME, TIMETZ, INTERVAL, UUID -> WHOLE;
          };
      case Type.Numeric numeric -> numeric(numeric);
      case Type.Enumeration _ -> WHOLE;
      case Type.Text _, Type.Char _, Type.Row _, Type.Other _ -> WORDS;
      case Type.Array(Type element) -> of(element);
      case Type.Domain domain -> of(domain.of());
    };
  }

  /** Whole numbers that a long holds, numbers that a double keeps exactly, and those it rounds. */
  private static FieldMapping numeric(Type.Numeric type) {
    if (!ValueFormat.isNumber(type)) {
      return ROUNDED;
    }
    boolean whole = type.scale() <= 0 && type.precision() - type.scale() <= LONG_DIGITS;
    return whole ? WHOLE_NUMBER : DOUBLE;
  }

  void write(JsonWriter out) {
    out.json(json);
  }
}
