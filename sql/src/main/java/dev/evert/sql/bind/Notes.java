package dev.evert.sql.bind;

import java.util.ArrayList;
import java.util.List;

/** Remarks about a query that a person should see, though nothing is wrong. */
final class Notes {
  private final List<String> notes = new ArrayList<>();

  void add(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  List<String> list() {
    return List.copyOf(notes);
  }
}
