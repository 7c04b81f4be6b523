package dev.evert.shell.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.SampleReports;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeDirectoryTest {
  private static final SavedPipe PIPE =
      new SavedPipe(
          "best", "postgres://db/d/t\n| lucene:///x", Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir private Path directory;

  @Test
  void keepsWhatAPipeIs() throws IOException {
    EvertHome home = new EvertHome(directory.resolve("home"));
    assertThat(home.pipes()).isEmpty();
    home.pipe("best").save(PIPE);
    assertThat(home.existing("best").saved()).isEqualTo(PIPE);
    assertThat(home.pipes()).extracting(PipeDirectory::name).containsExactly("best");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
        .isEqualTo("rwx------");
  }

  @Test
  void keepsHowItWas() throws IOException {
    PipeDirectory pipe = new EvertHome(directory).pipe("best");
    pipe.save(PIPE);
    assertThat(pipe.lastReport()).isEmpty();
    PipeReport report =
        SampleReports.at(
            1,
            SampleReports.status(
                Phase.RUNNING, SampleReports.streaming(1, 2), SampleReports.sink(3)));
    pipe.report(report);
    assertThat(pipe.lastReport()).contains(report);
  }

  @Test
  void removesAll() throws IOException {
    EvertHome home = new EvertHome(directory);
    home.pipe("best").save(PIPE);
    Files.createDirectories(home.pipe("best").path().resolve("log/a/b"));
    Files.writeString(home.pipe("best").path().resolve("log/a/b/c"), "x");
    home.pipe("best").delete();
    assertThat(home.pipe("best").path()).doesNotExist();
    home.pipe("best").delete();
  }

  @Test
  void anUnknownPipeIsToldWithWhatMayBeMeant() {
    EvertHome home = new EvertHome(directory);
    home.pipe("products").save(PIPE);
    assertThatExceptionOfType(EvertException.class)
        .isThrownBy(() -> home.existing("prodcuts"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.PIPE_UNKNOWN);
          assertThat(e.remedy()).isEqualTo("Did you mean products?");
        });
  }

  @Test
  void aDirectoryThatCanNotBeWrittenIsToldAsSuch() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    assertThatExceptionOfType(EvertException.class)
        .isThrownBy(() -> new EvertHome(directory.resolve("file")).pipe("best").save(PIPE))
        .withMessageContaining("ot a directory")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED));
    assertThatExceptionOfType(EvertException.class)
        .isThrownBy(() -> new EvertHome(Path.of("/proc/self/evert")).pipe("best").save(PIPE));
  }

  @Test
  void aDefinitionOfANewerVersionIsRefused() throws IOException {
    PipeDirectory pipe = new EvertHome(directory).pipe("best");
    pipe.save(PIPE);
    Path file = pipe.path().resolve("pipe.json");
    Files.writeString(file, Files.readString(file).replace("\"format\":1", "\"format\":2"));
    assertThatExceptionOfType(EvertException.class)
        .isThrownBy(pipe::saved)
        .withMessageContaining("pipe.json: this Evert reads format 1, the file has format 2")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_NEWER));
  }

  @Test
  void aDamagedDefinitionIsRefused() throws IOException {
    PipeDirectory pipe = new EvertHome(directory).pipe("best");
    pipe.save(PIPE);
    for (String damaged : new String[] {"", "{", "{}", "{\"format\":1}", "{\"format\":1x}"}) {
      Files.writeString(pipe.path().resolve("pipe.json"), damaged);
      assertThatExceptionOfType(EvertException.class)
          .isThrownBy(pipe::saved)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT));
    }
  }

  @Test
  void optionBeforeEnvironmentBeforeHome() {
    Path user = Path.of("/home/ada");
    Map<String, String> named = Map.of("EVERT_HOME", "/e");
    assertThat(EvertHome.of(Optional.empty(), Map.of(), user).directory())
        .isEqualTo(Path.of("/home/ada/.evert"));
    assertThat(EvertHome.of(Optional.empty(), named, user).directory()).isEqualTo(Path.of("/e"));
    assertThat(EvertHome.of(Optional.of(Path.of("/d")), named, user).directory())
        .isEqualTo(Path.of("/d"));
  }
}
