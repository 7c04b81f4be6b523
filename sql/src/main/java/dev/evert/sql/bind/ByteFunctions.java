package dev.evert.sql.bind;

import dev.evert.sql.runtime.ByteStrings;
import dev.evert.sql.runtime.Checksums;
import dev.evert.sql.runtime.UuidParts;
import java.util.List;

/** Functions of byte strings and uuids. */
final class ByteFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              ByteStrings.class,
              """
              substring substring(bytea, int4) bytea
              substring substring(bytea, int4, int4) bytea
              substr substring(bytea, int4) bytea
              substr substring(bytea, int4, int4) bytea
              position position(bytea, bytea) int4
              overlay overlay(bytea, bytea, int4) bytea
              overlay overlay(bytea, bytea, int4, int4) bytea
              btrim btrim(bytea, bytea) bytea
              ltrim ltrim(bytea, bytea) bytea
              rtrim rtrim(bytea, bytea) bytea
              reverse reverse(bytea) bytea
              get_byte getByte(bytea, int4) int4
              set_byte setByte(bytea, int4, int4) bytea
              get_bit getBit(bytea, int8) int4
              set_bit setBit(bytea, int8, int4) bytea
              $bytea of(int2) bytea
              $bytea of(int4) bytea
              $bytea of(int8) bytea
              $int2 toShort(bytea) int2
              $int4 toInt(bytea) int4
              $int8 toLong(bytea) int8
              """),
          new FunctionList(
              UuidParts.class,
              """
              uuid_extract_version version(uuid) int2?
              uuid_extract_timestamp timestamp(uuid) timestamptz?
              """),
          new FunctionList(
              Checksums.class,
              """
              crc32 crc32(bytea) int8
              crc32c crc32c(bytea) int8
              sha224 sha224(bytea) bytea
              sha384 sha384(bytea) bytea
              """));

  private ByteFunctions() {}
}
