package dev.evert.connectors.search.rest;

import java.util.ArrayList;
import java.util.List;

/**
 * The items of bulk requests that were not applied. One thread at a time.
 *
 * @param refused for what they are
 * @param stale since the store has a newer version
 */
record BulkResult<T>(List<Refusal<T>> refused, List<Conflict<T>> stale) {

  /** Nothing yet. */
  static <T> BulkResult<T> empty() {
    return new BulkResult<>(new ArrayList<>(), new ArrayList<>());
  }

  /** An item that the server refuses, and why. */
  record Refusal<T>(T item, ServerError error) {}

  /** An item that the server has a newer version of: which, or -1. */
  record Conflict<T>(T item, long version) {}

  void addAll(BulkResult<T> other) {
    refused.addAll(other.refused);
    stale.addAll(other.stale);
  }
}
