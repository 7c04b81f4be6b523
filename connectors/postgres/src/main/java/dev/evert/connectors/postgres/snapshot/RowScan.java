package dev.evert.connectors.postgres.snapshot;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.spi.row.RowWriter;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** Reads the rows of a COPY one after the other. One thread, one COPY. */
public final class RowScan {
  private final CopyDecoder decoder;

  /** For at most one row, which is written to {@code out}. */
  public RowScan(CapturedTable table, RowWriter out) {
    this(table, out, () -> {});
  }

  /**
   * For any number of rows.
   *
   * @param out holds one row at a time
   * @param each called when a row is there
   */
  public RowScan(CapturedTable table, RowWriter out, Runnable each) {
    decoder =
        new CopyDecoder(
            table,
            new RowTarget() {
              @Override
              public RowWriter begin() {
                return out.reset();
              }

              @Override
              public void end() {
                each.run();
              }
            });
  }

  /** Runs the command; returns how many rows came. */
  public long run(Link link, String copyCommand) throws SQLException {
    CopyOut copy = link.copy().copyOut(copyCommand);
    byte @Nullable [] message = copy.readFromCopy();
    while (message != null) {
      decoder.decode(message);
      message = copy.readFromCopy();
    }
    return decoder.rows();
  }
}
