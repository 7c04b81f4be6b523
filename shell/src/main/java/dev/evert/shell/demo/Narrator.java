package dev.evert.shell.demo;

import dev.evert.shell.console.Amounts;
import dev.evert.shell.console.Ink;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells what happens, in numbered steps, with the time since the beginning. */
final class Narrator {
  private final PrintWriter out;
  private final Ink ink;
  private final long startNanos = System.nanoTime();
  private int steps;

  Narrator(PrintWriter out, Ink ink) {
    this.out = out;
    this.ink = ink;
  }

  /** Begins a step. */
  void step(String what) {
    steps++;
    out.println();
    out.println(ink.strong(steps + ". " + what) + ink.faint("  (" + elapsed() + ")"));
    out.flush();
  }

  /** Tells something that was seen. */
  void tell(String what) {
    what.lines().forEach(line -> out.println("   " + line));
    out.flush();
  }

  /** Shows a command as a person would type it. */
  void command(String command) {
    command.lines().forEach(line -> out.println("   " + ink.faint(line)));
    out.flush();
  }

  /** Tells that something is as it should be. */
  void good(String what) {
    tell(ink.good("ok") + "  " + what);
  }

  /** Tells that something is not as it should be. */
  void bad(String what) {
    tell(ink.bad("NOT OK") + "  " + what);
  }

  /** How to emphasize. */
  Ink ink() {
    return ink;
  }

  String elapsed() {
    return Amounts.span(since(startNanos));
  }

  /** How long it is since a moment of {@link System#nanoTime}. */
  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
