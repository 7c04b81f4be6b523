package dev.evert.connectors.search.rest;

import dev.evert.spi.text.JsonReader;

/** How large an index is: its documents and their bytes on disk, copies not counted. */
record IndexSize(long documents, long bytes) {

  /** Reads {@code {"_all": {"primaries": {"docs": {"count": …}, "store": {…}}}}}. */
  static IndexSize read(JsonReader json) {
    long[] found = new long[2];
    read(json, found);
    return new IndexSize(found[0], found[1]);
  }

  private static void read(JsonReader json, long[] found) {
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "count" -> found[0] = Long.parseLong(json.readNumber());
        case "size_in_bytes" -> found[1] = Long.parseLong(json.readNumber());
        case "_all", "primaries", "docs", "store" -> read(json, found);
        default -> json.skip();
      }
    }
  }
}
