package dev.evert.spi.type;

import java.util.List;
import java.util.Objects;

/**
 * The type of a column, in PostgreSQL's terms: these are the types that pass through Evert
 * unchanged. How values are laid out in bytes is drawn in {@code dev.evert.spi.row.RowFormat}.
 *
 * <p>A type that PostgreSQL has and this list does not (a range, an address, a geometry) is an
 * {@link Other}: its values travel as the text that PostgreSQL prints for them.
 */
public sealed interface Type {

  /** The type's name as SQL writes it, with its parameters, e.g. {@code numeric(10,2)}. */
  String sql();

  /** This type with every domain replaced by the type that it restricts. */
  default Type base() {
    return this;
  }

  /** Types that have no parameter. */
  enum Simple implements Type {
    BOOLEAN("boolean"),
    INT2("smallint"),
    INT4("integer"),
    INT8("bigint"),
    FLOAT4("real"),
    FLOAT8("double precision"),
    BYTEA("bytea"),
    DATE("date"),
    TIME("time without time zone"),
    TIMETZ("time with time zone"),
    TIMESTAMP("timestamp without time zone"),
    TIMESTAMPTZ("timestamp with time zone"),
    INTERVAL("interval"),
    UUID("uuid"),
    JSON("json"),
    JSONB("jsonb");

    private final String sql;

    Simple(String sql) {
      this.sql = sql;
    }

    @Override
    public String sql() {
      return sql;
    }
  }

  /**
   * An exact decimal.
   *
   * @param precision digits in all, or {@link #UNBOUNDED} where none was declared
   * @param scale digits after the point; meaningful only with a precision, may be negative
   */
  record Numeric(int precision, int scale) implements Type {
    /** No declared precision: up to 131072 digits before the point and 16383 after it. */
    public static final int UNBOUNDED = -1;

    /** The largest precision that can be declared. */
    public static final int MAX_PRECISION = 1000;

    /** A numeric of any precision and scale, each value with its own. */
    public static final Numeric ANY = new Numeric(UNBOUNDED, 0);

    public Numeric {
      if (precision != UNBOUNDED && (precision < 1 || precision > MAX_PRECISION)) {
        throw new IllegalArgumentException("numeric precision " + precision);
      }
    }

    /** Whether a precision and scale were declared. */
    public boolean bounded() {
      return precision != UNBOUNDED;
    }

    @Override
    public String sql() {
      return bounded() ? "numeric(" + precision + "," + scale + ")" : "numeric";
    }
  }

  /**
   * A string of Unicode characters of varying length.
   *
   * @param maxLength the most characters, or {@link #UNBOUNDED}
   */
  record Text(int maxLength) implements Type {
    /** No declared limit. */
    public static final int UNBOUNDED = -1;

    /** {@code text}: a string of any length. */
    public static final Text ANY = new Text(UNBOUNDED);

    public Text {
      if (maxLength != UNBOUNDED && maxLength < 1) {
        throw new IllegalArgumentException("text length " + maxLength);
      }
    }

    @Override
    public String sql() {
      return maxLength == UNBOUNDED ? "text" : "character varying(" + maxLength + ")";
    }
  }

  /**
   * A string padded with blanks; trailing blanks do not count when values are compared.
   *
   * @param length characters of every value, or {@link #UNBOUNDED}
   */
  record Char(int length) implements Type {
    /** {@code bpchar} without a length. */
    public static final int UNBOUNDED = -1;

    public Char {
      if (length != UNBOUNDED && length < 1) {
        throw new IllegalArgumentException("character length " + length);
      }
    }

    @Override
    public String sql() {
      return length == UNBOUNDED ? "bpchar" : "character(" + length + ")";
    }
  }

  /** An array of any number of dimensions, whose elements may be null. */
  record Array(Type element) implements Type {
    public Array {
      Objects.requireNonNull(element);
      if (element instanceof Array) {
        throw new IllegalArgumentException("arrays have dimensions, not arrays as elements");
      }
    }

    @Override
    public String sql() {
      return element.sql() + "[]";
    }
  }

  /**
   * An enumeration; its values sort in the order of their labels.
   *
   * @param name the type's name, qualified where its schema is not on the usual path
   */
  record Enumeration(String name, List<String> labels) implements Type {
    public Enumeration {
      Objects.requireNonNull(name);
      labels = List.copyOf(labels);
    }

    @Override
    public String sql() {
      return name;
    }
  }

  /** A named restriction of another type; values are laid out as those of the other type. */
  record Domain(String name, Type of) implements Type {
    public Domain {
      Objects.requireNonNull(name);
      Objects.requireNonNull(of);
    }

    @Override
    public String sql() {
      return name;
    }

    @Override
    public Type base() {
      return of.base();
    }
  }

  /**
   * Values of several types beside each other: a composite type, or the row of a table.
   *
   * @param name of the type; {@link #ANONYMOUS} for a row that is of none
   */
  record Row(String name, List<Field> fields) implements Type {
    /** The name of rows that are of no declared type. */
    public static final String ANONYMOUS = "record";

    public Row {
      Objects.requireNonNull(name);
      fields = List.copyOf(fields);
    }

    /** The types of the fields. */
    public List<Type> types() {
      return fields.stream().map(Field::type).toList();
    }

    @Override
    public String sql() {
      return name;
    }
  }

  /** A field of a {@link Row}. */
  record Field(String name, Type type) {
    public Field {
      Objects.requireNonNull(name);
      Objects.requireNonNull(type);
    }
  }

  /** Any other type of the source, by its name; values are the text that the source prints. */
  record Other(String name) implements Type {
    public Other {
      Objects.requireNonNull(name);
    }

    @Override
    public String sql() {
      return name;
    }
  }
}
