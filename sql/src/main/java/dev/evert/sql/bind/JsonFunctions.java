package dev.evert.sql.bind;

import dev.evert.sql.runtime.JsonAccess;
import java.util.List;

/** Operators and functions of json. */
final class JsonFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              JsonAccess.class,
              """
              -> member(json, text) json?
              -> element(json, int4) json?
              ->> memberText(json, text) text?
              ->> elementText(json, int4) text?
              #> path(json, text[]) json?
              #>> pathText(json, text[]) text?
              json_array_length arrayLength(json) int4
              json_typeof kind(json) text
              -> member(jsonb, text) jsonb?
              -> elementOrSelf(jsonb, int4) jsonb?
              ->> memberText(jsonb, text) text?
              ->> elementOrSelfText(jsonb, int4) text?
              #> path(jsonb, text[]) jsonb?
              #>> pathText(jsonb, text[]) text?
              jsonb_array_length arrayLength(jsonb) int4
              jsonb_typeof kind(jsonb) text
              """));

  private JsonFunctions() {}
}
