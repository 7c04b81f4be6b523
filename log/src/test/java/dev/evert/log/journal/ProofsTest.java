package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.EventBatch;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.merkle.NaiveTree;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.verify.ProofCheck;
import dev.evert.log.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofsTest {
  private static final LogOptions SMALL = LogOptions.defaults().withSegmentBytes(64 * 1024);

  private final long seed = Long.getLong("evert.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path directory;

  private void fill(Journal log, int batches) {
    StreamId stream = log.createStream("a", Retention.forever());
    EventBatch batch = new EventBatch();
    for (int i = 0; i < batches; i++) {
      batch.clear();
      for (int j = random.nextInt(20); j >= 0; j--) {
        byte[] payload = new byte[random.nextInt(100)];
        random.nextBytes(payload);
        batch.add(stream, i, new byte[] {(byte) j}, payload);
      }
      log.append(batch).join();
    }
  }

  private static List<byte[]> leaves(Journal log) {
    List<byte[]> leaves = new ArrayList<>();
    try (LogReader reader = log.reader(Position.START)) {
      while (reader.next()) {
        byte[] leaf = reader.event().leafBytes();
        leaves.add(NaiveTree.leaf(Arrays.copyOfRange(leaf, 1, leaf.length)));
      }
    }
    return leaves;
  }

  private static void assertProven(Journal log, String json) {
    assertThat(ProofCheck.check(log.verifierKey().text(), json)).isInstanceOf(Verdict.Proven.class);
  }

  @Test
  void headsAreThoseOfTheDefinitionAlsoAfterReopening() {
    SignedTreeHead closed;
    try (Journal log = Journal.open(directory, SMALL)) {
      fill(log, 700);
      SignedTreeHead head = log.head();
      assertThat(head.head().size()).isEqualTo(log.durable().ordinal());
      assertThat(head.head().root()).as("seed %d", seed).isEqualTo(NaiveTree.root(leaves(log)));
      closed = head;
    }
    try (Journal log = Journal.open(directory, SMALL)) {
      assertThat(log.head().head().root()).isEqualTo(closed.head().root());
      fill(log, 300);
      assertThat(log.head().head().root())
          .as("seed %d", seed)
          .isEqualTo(NaiveTree.root(leaves(log)));
      assertProven(log, log.proveConsistency(closed, log.head()).toJson());
    }
  }

  @Test
  void everyProofIsAcceptedAndNoChangedOneIs() {
    try (Journal log = Journal.open(directory, SMALL)) {
      fill(log, 400);
      SignedTreeHead before = log.head();
      fill(log, 400);
      SignedTreeHead after = log.head();
      for (int i = 0; i < 200; i++) {
        SignedTreeHead head = random.nextBoolean() ? before : after;
        Position position = Position.ofOrdinal(random.nextLong(head.head().size()));
        String json = log.proveInclusion(position, head).toJson();
        assertProven(log, json);
        assertChangedIsRefused(log, json);
      }
      String json = log.proveConsistency(before, after).toJson();
      assertProven(log, json);
      assertChangedIsRefused(log, json);
    }
  }

  /** Changes one character of a value; only whitespace and the ends of base64 say the same. */
  private void assertChangedIsRefused(Journal log, String json) {
    int at = json.indexOf("\": ") + random.nextInt(json.length() - 20);
    char c = json.charAt(at % json.length());
    at %= json.length();
    char changed = Character.isLetter(c) ? (char) (c ^ 2) : c;
    if (changed == c || json.startsWith("\\n", at - 1) || isLastOfBase64(json, at)) {
      return;
    }
    String text = json.substring(0, at) + changed + json.substring(at + 1);
    assertThat(ProofCheck.check(log.verifierKey().text(), text))
        .as("seed %d: %s instead of %s at %d of%n%s", seed, changed, c, at, json)
        .isInstanceOf(Verdict.Refused.class);
  }

  private static boolean isLastOfBase64(String json, int at) {
    return at + 1 < json.length() && "=\"\\".indexOf(json.charAt(at + 1)) >= 0;
  }

  @Test
  void anotherKeyProvesNothing(@TempDir Path other) {
    try (Journal log = Journal.open(directory, SMALL);
        Journal stranger = Journal.open(other, SMALL)) {
      fill(log, 3);
      String json = log.proveInclusion(Position.START, log.head()).toJson();
      assertThat(ProofCheck.check(stranger.verifierKey().text(), json))
          .isInstanceOf(Verdict.Refused.class);
      SignedTreeHead foreign = stranger.head();
      assertThatThrownBy(() -> log.proveInclusion(Position.START, foreign))
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.TREE_MISMATCH));
    }
  }

  @Test
  void theSigningKeyIsSecretAndIndexFilesAreMadeAgain() throws IOException {
    byte[] root;
    try (Journal log = Journal.open(directory, SMALL)) {
      fill(log, 700);
      root = log.head().head().root();
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(Heads.KEY_FILE))))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      List<Path> indexes = files.filter(file -> file.toString().endsWith(".index")).toList();
      assertThat(indexes).hasSizeGreaterThan(2);
      Files.delete(indexes.get(0));
      byte[] damaged = Files.readAllBytes(indexes.get(1));
      damaged[20] ^= 1;
      Files.write(indexes.get(1), damaged);
      byte[] damagedBody = Files.readAllBytes(indexes.get(2));
      damagedBody[damagedBody.length - 9] ^= 1;
      Files.write(indexes.get(2), damagedBody);
    }
    try (Journal log = Journal.open(directory, SMALL)) {
      assertThat(log.head().head().root()).isEqualTo(root);
      for (long at = 0; at < log.durable().ordinal(); at += 97) {
        assertProven(log, log.proveInclusion(Position.ofOrdinal(at), log.head()).toJson());
      }
    }
  }

  @Test
  void aRewrittenHistoryIsNoticedWhenTheLogIsOpened() throws IOException {
    try (Journal log = Journal.open(directory, SMALL)) {
      fill(log, 100);
    }
    Path head = directory.resolve(Heads.HEAD_FILE);
    String note = Files.readString(head);
    String[] lines = note.split("\n", -1);
    lines[1] = Long.toString(Long.parseLong(lines[1]) - 1);
    Files.writeString(head, String.join("\n", lines));
    assertThatThrownBy(() -> Journal.open(directory, SMALL).close())
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.TREE_MISMATCH))
        .hasMessageContaining("tree-head");
    lines[1] = Long.toString(Long.parseLong(lines[1]) + 10);
    Files.writeString(head, String.join("\n", lines));
    assertThatThrownBy(() -> Journal.open(directory, SMALL).close())
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.TREE_MISMATCH));
  }
}
