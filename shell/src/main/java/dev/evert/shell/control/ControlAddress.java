package dev.evert.shell.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the socket of a pipe's process is: in the pipe's directory, or, where that path is too long
 * for a socket's address, in a directory of its own whose path is noted in a file there.
 */
final class ControlAddress {
  /** The longest path: Linux allows 107 bytes, macOS 103. */
  static final int MAX_PATH_BYTES = 103;

  private static final String SOCKET = "control";
  private static final String ELSEWHERE = "control.path";

  private ControlAddress() {}

  /** Where the socket is expected. */
  static Path find(Path pipeDirectory) throws IOException {
    Path noted = pipeDirectory.resolve(ELSEWHERE);
    return Files.exists(noted)
        ? Path.of(Files.readString(noted).strip())
        : pipeDirectory.resolve(SOCKET);
  }

  /** Chooses where the socket is to be, and makes the place free for it. */
  static Path claim(Path pipeDirectory) throws IOException {
    // Only the process that has the pipe's data open comes here: what is there is left over.
    remove(pipeDirectory);
    Path socket = pipeDirectory.resolve(SOCKET);
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES) {
      return socket;
    }
    Path directory =
        Files.createTempDirectory(
            "evert",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path elsewhere = directory.resolve(SOCKET);
    Files.writeString(pipeDirectory.resolve(ELSEWHERE), elsewhere.toString());
    return elsewhere;
  }

  /** Removes the socket, and the note where it is. */
  static void remove(Path pipeDirectory) throws IOException {
    Path socket = find(pipeDirectory);
    Files.deleteIfExists(socket);
    if (Files.deleteIfExists(pipeDirectory.resolve(ELSEWHERE)) && socket.getParent() != null) {
      Files.deleteIfExists(socket.getParent());
    }
  }
}
