package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import org.jspecify.annotations.Nullable;

/** Says what a server's refusals mean to a person. */
final class RestFailure {
  private static final String LOGIN =
      "Set OPENSEARCH_USER and OPENSEARCH_PASSWORD (or ELASTIC_…, or an API key), or ~/.netrc.";
  private static final String GRANT =
      "Grant the user the rights to create, read, write and manage the index and evert-progress.";

  private RestFailure() {}

  /**
   * The exception for an answer that is no success.
   *
   * @param doing what was asked for, as "create index products"
   */
  static EvertException of(String doing, RestAnswer answer) {
    ServerError error = answer.error();
    return new EvertException(
        code(answer.status(), error),
        "can not " + doing + ": the server answered " + answer.status() + ", " + error,
        remedy(code(answer.status(), error)),
        null);
  }

  static ErrorCode code(int status, ServerError error) {
    return switch (status) {
      case 401 -> ErrorCode.WRONG_PASSWORD;
      case 403 ->
          error.isType("cluster_block_exception") ? ErrorCode.STORE_BUSY : ErrorCode.NOT_PERMITTED;
      case 408, 413, 429 -> ErrorCode.STORE_BUSY;
      default -> status >= 500 ? ErrorCode.STORE_BUSY : ErrorCode.STORE_FAILED;
    };
  }

  private static @Nullable String remedy(ErrorCode code) {
    return switch (code) {
      case WRONG_PASSWORD -> LOGIN;
      case NOT_PERMITTED -> GRANT;
      default -> null;
    };
  }
}
