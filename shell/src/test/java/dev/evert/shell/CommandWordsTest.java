package dev.evert.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandWordsTest {
  @Test
  void aPipeIsRun() {
    assertThat(complete("postgres://db/d/t | ./x")).startsWith("run");
    assertThat(complete("(a as x, b as y) | select 1")).startsWith("run");
    assertThat(complete("./a.csv", "--json")).containsExactly("run", "./a.csv", "--json");
    assertThat(complete("--data=/x", "postgres://db/d/t")).startsWith("run", "--data=/x");
    assertThat(complete("--name", "best", "postgres://db/d/t")).startsWith("run", "--name");
  }

  @Test
  void commandsAndTheirMisspellingsStayAsTheyAre() {
    assertThat(complete()).isEmpty();
    assertThat(complete("status", "x")).containsExactly("status", "x");
    assertThat(complete("stauts", "x")).containsExactly("stauts", "x");
    assertThat(complete("--version")).containsExactly("--version");
    assertThat(complete("-h")).containsExactly("-h");
    assertThat(complete("--unheard-of")).containsExactly("--unheard-of");
  }

  private static String[] complete(String... args) {
    return CommandWords.complete(Evert.commandLine(), args);
  }
}
