package dev.evert.sql.bind;

import dev.evert.sql.runtime.SearchQueries;
import dev.evert.sql.runtime.SearchRanks;
import dev.evert.sql.runtime.SearchVectors;
import java.util.List;

/** Operators and functions of text search. */
final class SearchFunctions {
  static final List<FunctionList> LISTS =
      List.of(
          new FunctionList(
              SearchVectors.class,
              """
              to_tsvector index(text) tsvector
              to_tsvector index(regconfig, text) tsvector
              to_tsvector indexJson(json) tsvector
              to_tsvector indexJson(jsonb) tsvector
              to_tsvector indexJson(regconfig, json) tsvector
              to_tsvector indexJson(regconfig, jsonb) tsvector
              length length(tsvector) int4
              strip strip(tsvector) tsvector
              || concat(tsvector, tsvector) tsvector
              setweight weigh(tsvector, text) tsvector
              setweight weigh(tsvector, text, text[]) tsvector
              ts_delete delete(tsvector, text) tsvector
              ts_delete deleteAll(tsvector, text[]) tsvector
              ts_filter filter(tsvector, text[]) tsvector
              tsvector_to_array toArray(tsvector) text[]
              array_to_tsvector ofArray(text[]) tsvector
              """),
          new FunctionList(
              SearchQueries.class,
              """
              to_tsquery operators(text) tsquery
              to_tsquery operators(regconfig, text) tsquery
              plainto_tsquery plain(text) tsquery
              plainto_tsquery plain(regconfig, text) tsquery
              phraseto_tsquery phrase(text) tsquery
              phraseto_tsquery phrase(regconfig, text) tsquery
              websearch_to_tsquery web(text) tsquery
              websearch_to_tsquery web(regconfig, text) tsquery
              @@ matches(tsvector, tsquery) bool
              @@ matchedBy(tsquery, tsvector) bool
              @@ matchesText(text, tsquery) bool
              @@ matchesWords(text, text) bool
              && and(tsquery, tsquery) tsquery
              || or(tsquery, tsquery) tsquery
              !! not(tsquery) tsquery
              <-> then(tsquery, tsquery) tsquery
              tsquery_phrase then(tsquery, tsquery) tsquery
              tsquery_phrase then(tsquery, tsquery, int4) tsquery
              numnode nodes(tsquery) int4
              querytree tree(tsquery) text
              """),
          new FunctionList(
              SearchRanks.class,
              """
              ts_rank rank(tsvector, tsquery) float4
              ts_rank rank(tsvector, tsquery, int4) float4
              ts_rank rank(float4[], tsvector, tsquery) float4
              ts_rank rank(float4[], tsvector, tsquery, int4) float4
              ts_rank_cd cover(tsvector, tsquery) float4
              ts_rank_cd cover(tsvector, tsquery, int4) float4
              ts_rank_cd cover(float4[], tsvector, tsquery) float4
              ts_rank_cd cover(float4[], tsvector, tsquery, int4) float4
              """));

  private SearchFunctions() {}
}
