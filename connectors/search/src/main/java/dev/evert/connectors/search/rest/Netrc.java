package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The logins in a {@code .netrc} file, as curl reads it. */
final class Netrc {
  private final List<Entry> entries = new ArrayList<>();

  private Netrc() {}

  /** A user and the password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** What the file says of one machine; {@code *} is any. */
  private static final class Entry {
    private final String machine;
    private String login = "";
    private String password = "";

    Entry(String machine) {
      this.machine = machine;
    }

    boolean isFor(String host) {
      return machine.equals("*") || machine.equalsIgnoreCase(host);
    }
  }

  /** Reads a file; one that is not there names nobody. */
  static Netrc read(Path file) {
    Netrc netrc = new Netrc();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          netrc.parse(List.of(line.strip().split("\\s+")).iterator());
        }
      }
    } catch (NoSuchFileException e) {
      return netrc;
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.IO_FAILED, "can not read " + file + ": " + e.getMessage(), null, e);
    }
    return netrc;
  }

  private void parse(Iterator<String> words) {
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "default" -> entries.add(new Entry("*"));
        case "machine" -> entries.add(new Entry(words.hasNext() ? words.next() : ""));
        case "login" -> last().login = words.hasNext() ? words.next() : "";
        case "password" -> last().password = words.hasNext() ? words.next() : "";
        default -> {
          // account, macdef and what others may add
        }
      }
    }
  }

  private Entry last() {
    if (entries.isEmpty()) {
      entries.add(new Entry(""));
    }
    return entries.getLast();
  }

  /** The first login for a host. */
  Optional<Login> login(String host) {
    return entries.stream()
        .filter(entry -> entry.isFor(host) && !entry.login.isEmpty())
        .map(entry -> new Login(entry.login, entry.password))
        .findFirst();
  }

  /** The password of a user of a host. */
  Optional<String> password(String host, String user) {
    return entries.stream()
        .filter(entry -> entry.isFor(host) && entry.login.equals(user))
        .map(entry -> entry.password)
        .findFirst();
  }
}
