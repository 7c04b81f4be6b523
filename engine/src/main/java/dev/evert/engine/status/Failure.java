package dev.evert.engine.status;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.stream.Stream;

/**
 * Why a part of a pipe has stopped, in words for people.
 *
 * @param code of the catalogue, like {@code EV-3003}
 * @param remedy what to do
 */
public record Failure(String code, String sqlState, String message, String remedy) {

  /** The failure as it was thrown, for whoever waits for the part that has stopped. */
  public EvertException exception() {
    ErrorCode known =
        Stream.of(ErrorCode.values())
            .filter(it -> it.id().equals(code))
            .findFirst()
            .orElse(ErrorCode.INTERNAL);
    return new EvertException(known, message, remedy);
  }

  /** The failure that was thrown. */
  public static Failure of(EvertException e) {
    return new Failure(
        e.code().id(), e.code().sqlState(), String.valueOf(e.getMessage()), e.remedy());
  }
}
