package dev.evert.log.verify;

/** A proof that cannot be read or that does not prove what it says. */
final class BadProofException extends Exception {
  BadProofException(String message) {
    super(message);
  }
}
