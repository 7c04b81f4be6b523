package dev.evert.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What a connector may use of the machine that it runs on. */
public interface Surroundings {

  /** Names the pipe; letters, digits and underscores, at most 40: fit for a slot's name. */
  String pipe();

  /**
   * Tells what this installation keeps in a store from what others keep there for pipes of the same
   * name; the same from run to run.
   */
  String installation();

  /** An environment variable. */
  Optional<String> variable(String name);

  /** The user's home, where stores' own tools keep their password files. */
  Path home();

  /** A directory for the connector alone, kept from run to run; it may be emptied in between. */
  Path scratch();

  /** The clock. */
  InstantSource clock();

  /**
   * Asks the person at the terminal for a secret; empty if there is none to ask.
   *
   * @param prompt without a colon
   */
  Optional<char[]> secret(String prompt);
}
