package dev.evert.log.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTest {
  @TempDir Path directory;

  @Test
  void aDirectoryIsMadeWithThoseAboveItOnce() throws IOException {
    Path deep = directory.resolve("a/b/../b/c");
    DiskFiles files = new DiskFiles(deep);
    assertThat(files.list()).isEmpty();
    files.createDirectory();
    files.createDirectory();
    assertThat(deep).isDirectory();
  }

  @Test
  void aFileInItsPlaceIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new DiskFiles(file).createDirectory())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a directory");
  }

  @Test
  void anUnfinishedFileDoesNotStay() throws IOException {
    DiskFiles files = new DiskFiles(directory);
    assertThatThrownBy(() ->
            AtomicFile.write(
                files,
                "file",
                false,
                _ -> {
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(IOException.class);
    assertThat(files.list()).isEmpty();
  }
}
