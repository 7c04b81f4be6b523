package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.TableName;

/**
 * Some consecutive pages of a table or partition.
 *
 * @param table the table's number in the source
 * @param number the chunk's number in the table's plan
 * @param leaf what the pages belong to
 * @param first the first page
 * @param end the page after the last one, or -1 for all that follow
 */
record Chunk(int table, int number, TableName leaf, long first, long end) {
  private static final int TID_RANGE_VERSION = 140_000;

  /** The COPY command that sends the chunk's rows in binary. */
  String copy(CapturedTable captured, int serverVersion) {
    String query = "SELECT " + captured.copyList() + " FROM ONLY " + leaf.sql();
    String rows = serverVersion < TID_RANGE_VERSION ? eachTid() : tidRange();
    return "COPY (" + query + rows + ") TO STDOUT (FORMAT binary)";
  }

  private boolean whole() {
    return first == 0 && end < 0;
  }

  private String tidRange() {
    if (whole()) {
      return "";
    }
    String from = " WHERE ctid >= '(" + first + ",0)'::tid";
    return end < 0 ? from : from + " AND ctid < '(" + end + ",0)'::tid";
  }

  /** Before version 14 a server finds a range of pages only if each place in it is named. */
  private String eachTid() {
    if (whole()) {
      return "";
    }
    String relation = "'" + leaf.sql().replace("'", "''") + "'::regclass";
    String last = "pg_relation_size(" + relation + ") / current_setting('block_size')::int - 1";
    String pages = "generate_series(" + first + "::bigint, " + (end < 0 ? last : end - 1) + ") p";
    String rows = "generate_series(1, (current_setting('block_size')::int - 24) / 28) r";
    String tids = "SELECT ('(' || p || ',' || r || ')')::tid FROM " + pages + ", " + rows;
    return " WHERE ctid = ANY (ARRAY(" + tids + "))";
  }
}
