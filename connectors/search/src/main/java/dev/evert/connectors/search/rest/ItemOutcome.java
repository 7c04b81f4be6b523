package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of one item of a bulk request. */
sealed interface ItemOutcome {

  /** It was applied. */
  record Done() implements ItemOutcome {}

  /**
   * The store has a newer version, or a newer deletion.
   *
   * @param version which one; -1 if the server does not say
   */
  record Stale(long version) implements ItemOutcome {}

  /** The server could not just now. */
  record Again(ServerError error) implements ItemOutcome {}

  /** The server refuses the document for what it is. */
  record Refused(ServerError error) implements ItemOutcome {}

  /** The server would refuse every document. */
  record Impossible(ErrorCode code, ServerError error) implements ItemOutcome {}

  /** What an item's status and error mean. */
  static ItemOutcome of(int status, ServerError error) {
    boolean plain = error.type().isEmpty();
    if (status < 300 || (status == 404 && plain)) {
      return new Done();
    }
    if (error.isType("index_closed_exception") || error.isType("cluster_block_exception")) {
      return new Again(error);
    }
    return switch (status) {
      case 401 -> new Impossible(ErrorCode.WRONG_PASSWORD, error);
      case 403 -> new Impossible(ErrorCode.NOT_PERMITTED, error);
      case 404 -> new Impossible(ErrorCode.SINK_MISFIT, error);
      case 409 -> new Stale(Versions.current(error.reason()));
      case 408, 429 -> new Again(error);
      default -> status >= 500 ? new Again(error) : new Refused(error);
    };
  }

  /** Reads the version out of a conflict's reason, which alone tells that of a deletion. */
  final class Versions {
    private static final Pattern CURRENT = Pattern.compile("current version \\[(\\d{1,18})]");

    private Versions() {}

    static long current(String reason) {
      Matcher matcher = CURRENT.matcher(reason);
      return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }
  }
}
