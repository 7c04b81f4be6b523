package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The columns of Parquet files, as types of ours. */
final class ParquetSchema {
  /**
   * Says at its first use how it decodes, which is of no use to people; kept, or it is forgotten.
   */
  private static final Logger READER_LOG = Logger.getLogger("dev.hardwood");

  static {
    READER_LOG.setLevel(Level.WARNING);
  }

  private ParquetSchema() {}

  /**
   * A column of a file.
   *
   * @param unsigned whether its integers have no sign
   */
  record ParquetColumn(String name, Type type, boolean unsigned) {}

  /** The columns of a file. */
  static List<ParquetColumn> columns(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return columns(file, reader, _ -> true);
    }
  }

  /** Opens a file; whatever its reader throws at a broken one says which file it is. */
  static ParquetFileReader open(Path file) throws IOException {
    if (Files.size(file) == 0) {
      throw FileFailure.bad(file, "can not be read as Parquet: it is empty");
    }
    try {
      return ParquetFileReader.open(InputFile.of(file));
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw broken(file, e);
    }
  }

  static EvertException broken(Path file, Exception cause) {
    return new EvertException(
        ErrorCode.BAD_FILE,
        file + ": can not be read as Parquet: " + cause.getMessage(),
        null,
        cause);
  }

  /** Those columns of a file whose names are wanted: others may be of any type. */
  static List<ParquetColumn> columns(
      Path file, ParquetFileReader reader, Predicate<String> wanted) {
    return reader.getFileSchema().getRootNode().children().stream()
        .filter(node -> wanted.test(node.name()))
        .map(node -> column(file, node))
        .toList();
  }

  private static ParquetColumn column(Path file, SchemaNode node) {
    boolean unsigned =
        node instanceof SchemaNode.PrimitiveNode primitive
            && primitive.logicalType() instanceof LogicalType.IntType integer
            && !integer.isSigned();
    return new ParquetColumn(node.name(), type(file, node), unsigned);
  }

  private static Type type(Path file, SchemaNode node) {
    return switch (node) {
      case SchemaNode.PrimitiveNode primitive -> {
        Type type = primitive(file, primitive);
        boolean repeated = primitive.repetitionType() == RepetitionType.REPEATED;
        yield repeated ? new Type.Array(type) : type;
      }
      case SchemaNode.GroupNode group -> group(file, group);
    };
  }

  private static Type group(Path file, SchemaNode.GroupNode group) {
    if (group.isVariant()) {
      throw unsupported(file, group, "VARIANT");
    }
    boolean simple = group.isList() && group.getListElement() instanceof SchemaNode.PrimitiveNode;
    return simple
        ? new Type.Array(primitive(file, (SchemaNode.PrimitiveNode) group.getListElement()))
        : Type.Simple.JSONB;
  }

  private static Type primitive(Path file, SchemaNode.PrimitiveNode node) {
    LogicalType logical = node.logicalType();
    return logical == null ? physical(node) : logical(file, node, logical);
  }

  private static Type physical(SchemaNode.PrimitiveNode node) {
    return switch (node.type()) {
      case BOOLEAN -> Type.Simple.BOOLEAN;
      case INT32 -> Type.Simple.INT4;
      case INT64 -> Type.Simple.INT8;
      case INT96 -> Type.Simple.TIMESTAMPTZ;
      case FLOAT -> Type.Simple.FLOAT4;
      case DOUBLE -> Type.Simple.FLOAT8;
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Type.Simple.BYTEA;
    };
  }

  private static Type logical(Path file, SchemaNode.PrimitiveNode node, LogicalType logical) {
    return switch (logical) {
      case LogicalType.StringType _, LogicalType.EnumType _ -> Type.Text.ANY;
      case LogicalType.DecimalType decimal ->
          new Type.Numeric(decimal.precision(), decimal.scale());
      case LogicalType.DateType _ -> Type.Simple.DATE;
      case LogicalType.TimeType _ -> Type.Simple.TIME;
      case LogicalType.TimestampType timestamp ->
          timestamp.isAdjustedToUTC() ? Type.Simple.TIMESTAMPTZ : Type.Simple.TIMESTAMP;
      case LogicalType.IntType integer -> integer(integer);
      case LogicalType.UuidType _ -> Type.Simple.UUID;
      case LogicalType.JsonType _ -> Type.Simple.JSON;
      case LogicalType.BsonType _ -> Type.Simple.BYTEA;
      case LogicalType.IntervalType _ -> Type.Simple.INTERVAL;
      case LogicalType.Float16Type _ -> Type.Simple.FLOAT4;
      case LogicalType.NullType _ -> Type.Text.ANY;
      case LogicalType.VariantType _,
          LogicalType.GeometryType _,
          LogicalType.GeographyType _,
          LogicalType.ListType _,
          LogicalType.MapType _ ->
          throw unsupported(file, node, logical.toString());
    };
  }

  private static Type integer(LogicalType.IntType integer) {
    int bits = integer.isSigned() ? integer.bitWidth() : integer.bitWidth() + 1;
    if (bits <= Short.SIZE) {
      return Type.Simple.INT2;
    }
    if (bits <= Integer.SIZE) {
      return Type.Simple.INT4;
    }
    return bits <= Long.SIZE ? Type.Simple.INT8 : new Type.Numeric(20, 0);
  }

  private static EvertException unsupported(Path file, SchemaNode node, String type) {
    return FileFailure.bad(
        file,
        "column " + node.name() + " is of the type " + type + ", which is not supported",
        "Name the columns that are wanted: ?schema=");
  }
}
