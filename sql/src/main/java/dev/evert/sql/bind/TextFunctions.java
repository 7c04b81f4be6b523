package dev.evert.sql.bind;

import dev.evert.sql.runtime.ArrayTexts;
import dev.evert.sql.runtime.Codings;
import dev.evert.sql.runtime.Fitting;
import dev.evert.sql.runtime.Formatting;
import dev.evert.sql.runtime.Letters;
import dev.evert.sql.runtime.Patterns;
import dev.evert.sql.runtime.Quoting;
import dev.evert.sql.runtime.Texts;
import dev.evert.sql.runtime.UnicodeForms;
import java.util.List;

/** Operators and functions of strings and bytes. */
final class TextFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              Texts.class,
              """
              $padded withPadding(bpchar) text
              || concat(text, text) text
              || concat(bytea, bytea) bytea
              length length(text) int4
              char_length length(text) int4
              character_length length(text) int4
              length octetLength(bytea) int4
              octet_length octetLength(text) int4
              octet_length octetLength(bpchar) int4
              octet_length octetLength(bytea) int4
              bit_length bitLength(text) int4
              bit_length bitLength(bytea) int4
              substring substring(text, int4) text
              substring substring(text, int4, int4) text
              substr substring(text, int4) text
              substr substring(text, int4, int4) text
              left left(text, int4) text
              right right(text, int4) text
              position position(text, text) int4
              strpos position(text, text) int4
              starts_with startsWith(text, text) bool
              ^@ startsWith(text, text) bool
              replace replace(text, text, text) text
              split_part splitPart(text, text, int4) text
              repeat repeat(text, int4) text
              reverse reverse(text) text
              overlay overlay(text, text, int4) text
              overlay overlay(text, text, int4, int4) text
              """),
          new FunctionList(
              Fitting.class,
              """
              $fit fit(text, int4) text
              """),
          new FunctionList(
              Letters.class,
              """
              lower lower(text) text
              casefold lower(text) text
              upper upper(text) text
              initcap initcap(text) text
              btrim btrim(text) text
              btrim btrim(text, text) text
              ltrim ltrim(text) text
              ltrim ltrim(text, text) text
              rtrim rtrim(text) text
              rtrim rtrim(text, text) text
              lpad lpad(text, int4) text
              lpad lpad(text, int4, text) text
              rpad rpad(text, int4) text
              rpad rpad(text, int4, text) text
              ascii ascii(text) int4
              chr chr(int4) text
              translate translate(text, text, text) text
              """),
          new FunctionList(
              Codings.class,
              """
              md5 md5(text) text
              md5 md5(bytea) text
              sha256 sha256(bytea) bytea
              sha512 sha512(bytea) bytea
              to_hex toHex(int4) text
              to_hex toHex(int8) text
              encode encode(bytea, text) text
              decode decode(text, text) bytea
              convert_to convertTo(text, text) bytea
              convert_from convertFrom(bytea, text) text
              $join join(text?, text[]) text?
              """),
          new FunctionList(
              Formatting.class,
              """
              $format format(text, text[]) text
              """),
          new FunctionList(
              ArrayTexts.class,
              """
              $count count(bool[]) int4
              string_to_array split(text?, text?) text[]?
              string_to_array split(text?, text?, text?) text[]?
              """),
          new FunctionList(
              Quoting.class,
              """
              quote_ident identifier(text) text
              quote_literal literal(text) text
              quote_nullable nullable(text?) text
              """),
          new FunctionList(
              UnicodeForms.class,
              """
              normalize normalize(text, text) text
              is_normalized isNormalized(text, text) bool
              unicode_assigned isAssigned(text) bool
              unistr unescape(text) text
              """),
          new FunctionList(
              Patterns.class,
              """
              like like(text, text) bool
              like like(bpchar, text) bool
              like like(text, text, text) bool
              like like(bpchar, text, text) bool
              ilike ilike(text, text) bool
              ilike ilike(bpchar, text) bool
              ilike ilike(text, text, text) bool
              ilike ilike(bpchar, text, text) bool
              ~~ like(text, text) bool
              ~~ like(bpchar, text) bool
              !~~ unlike(text, text) bool
              !~~ unlike(bpchar, text) bool
              !~~* unlikeAnyCase(text, text) bool
              !~~* unlikeAnyCase(bpchar, text) bool
              ~~* ilike(text, text) bool
              ~~* ilike(bpchar, text) bool
              """));

  private TextFunctions() {}
}
