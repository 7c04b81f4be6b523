package dev.evert.connectors.postgres.connect;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * libpq's password file: lines of {@code host:port:database:user:password}, where {@code *} stands
 * for anything and a backslash before a colon or backslash takes it as it is.
 */
final class PasswordFile {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PasswordFile() {}

  /**
   * The password of the first line that fits.
   *
   * @throws EvertException {@link ErrorCode#WRONG_PASSWORD} if others may read the file, which
   *     libpq does not use either
   */
  static Optional<String> find(Path file, Host host, String database, String user) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      checkPrivate(file);
      for (String line : Files.readAllLines(file)) {
        Optional<String> password = match(line, host, database, user);
        if (password.isPresent()) {
          return password;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.WRONG_PASSWORD, "the password file " + file + " can not be read", null, e);
    }
  }

  private static void checkPrivate(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
      if (OTHERS.contains(permission)) {
        throw new EvertException(
            ErrorCode.WRONG_PASSWORD,
            "the password file " + file + " is not used, as others have access to it",
            "chmod 600 " + file);
      }
    }
  }

  private static Optional<String> match(String line, Host host, String database, String user) {
    if (line.startsWith("#")) {
      return Optional.empty();
    }
    List<String> fields = fields(line);
    boolean fits =
        fields.size() >= 5
            && fits(fields.get(0), host.name())
            && fits(fields.get(1), Integer.toString(host.port()))
            && fits(fields.get(2), database)
            && fits(fields.get(3), user);
    return fits ? Optional.of(fields.get(4)) : Optional.empty();
  }

  private static boolean fits(String field, String value) {
    return field.equals("*") || field.equals(value);
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char next = line.charAt(i);
      if (next == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (next == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(next);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
