package dev.evert.sql.bind;

import dev.evert.sql.runtime.RegexMatching;
import dev.evert.sql.runtime.RegexPlaces;
import dev.evert.sql.runtime.RegexReplacing;
import dev.evert.sql.runtime.SimilarPatterns;
import java.util.List;

/** Operators and functions of regular expressions. */
final class RegexFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              RegexMatching.class,
              """
              ~ like(text, text) bool
              ~ like(bpchar, text) bool
              ~* likeAnyCase(text, text) bool
              ~* likeAnyCase(bpchar, text) bool
              !~ unlike(text, text) bool
              !~ unlike(bpchar, text) bool
              !~* unlikeAnyCase(text, text) bool
              !~* unlikeAnyCase(bpchar, text) bool
              regexp_like like(text, text) bool
              regexp_like like(text, text, text) bool
              regexp_match match(text, text) text[]?
              regexp_match match(text, text, text) text[]?
              regexp_count count(text, text) int4
              regexp_count count(text, text, int4) int4
              regexp_count count(text, text, int4, text) int4
              regexp_split_to_array split(text, text) text[]
              regexp_split_to_array split(text, text, text) text[]
              substring substring(text, text) text?
              """),
          new FunctionList(
              RegexPlaces.class,
              """
              regexp_instr instr(text, text) int4
              regexp_instr instr(text, text, int4) int4
              regexp_instr instr(text, text, int4, int4) int4
              regexp_instr instr(text, text, int4, int4, int4) int4
              regexp_instr instr(text, text, int4, int4, int4, text) int4
              regexp_instr instr(text, text, int4, int4, int4, text, int4) int4
              regexp_substr substr(text, text) text?
              regexp_substr substr(text, text, int4) text?
              regexp_substr substr(text, text, int4, int4) text?
              regexp_substr substr(text, text, int4, int4, text) text?
              regexp_substr substr(text, text, int4, int4, text, int4) text?
              """),
          new FunctionList(
              RegexReplacing.class,
              """
              regexp_replace replace(text, text, text) text
              regexp_replace replace(text, text, text, text) text
              regexp_replace replace(text, text, text, int4) text
              regexp_replace replace(text, text, text, int4, int4) text
              regexp_replace replace(text, text, text, int4, int4, text) text
              """),
          new FunctionList(
              SimilarPatterns.class,
              """
              similar_to_escape escape(text) text
              similar_to_escape escape(text, text) text
              """));

  private RegexFunctions() {}
}
