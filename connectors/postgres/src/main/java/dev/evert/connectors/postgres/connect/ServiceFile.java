package dev.evert.connectors.postgres.connect;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** libpq's service files: sections {@code [name]} of lines {@code option=value}. */
final class ServiceFile {

  private ServiceFile() {}

  /**
   * The options of a service, from the user's file or else the system's.
   *
   * @throws EvertException {@link ErrorCode#BAD_URI} if no file has it
   */
  static Map<String, String> find(String service, Surroundings surroundings) {
    List<Path> files = new ArrayList<>();
    files.add(
        surroundings
            .variable("PGSERVICEFILE")
            .map(Path::of)
            .orElse(surroundings.home().resolve(".pg_service.conf")));
    surroundings
        .variable("PGSYSCONFDIR")
        .ifPresent(folder -> files.add(Path.of(folder, "pg_service.conf")));
    for (Path file : files) {
      Map<String, String> options = section(service, file);
      if (!options.isEmpty()) {
        return options;
      }
    }
    throw new EvertException(
        ErrorCode.BAD_URI,
        "service '" + service + "' is not defined in any of " + files,
        "Add a section [" + service + "] to " + files.getFirst() + ".");
  }

  private static Map<String, String> section(String service, Path file) {
    Map<String, String> options = new LinkedHashMap<>();
    boolean inside = false;
    for (String raw : lines(file)) {
      String line = raw.strip();
      if (line.startsWith("[")) {
        inside = line.equals("[" + service + "]");
      } else if (inside && !line.isEmpty() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        if (equals < 0) {
          throw new EvertException(
              ErrorCode.BAD_URI, "a line of service '" + service + "' in " + file + " has no '='");
        }
        options.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return options;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new EvertException(
          ErrorCode.BAD_URI, "the service file " + file + " can not be read", null, e);
    }
  }
}
