package dev.evert.log.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The proofs of transparency-dev/merkle, right and wrong ones. */
class MerklePathTest {
  private static List<String> lines(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(MerklePathTest.class.getResourceAsStream("/merkle/" + file)),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static String field(String line, String name) {
    Matcher matcher =
        Pattern.compile("\"" + name + "\": (\"[^\"]*\"|\\[[^\\]]*\\]|[^,}\\]]*)").matcher(line);
    assertThat(matcher.find()).as("%s in %s", name, line).isTrue();
    return matcher.group(1);
  }

  private static long number(String line, String name) {
    return Long.parseUnsignedLong(field(line, name));
  }

  private static byte[] hash(String line, String name) {
    String value = field(line, name);
    return value.equals("null")
        ? new byte[0]
        : Base64.getDecoder().decode(value.substring(1, value.length() - 1));
  }

  private static List<byte[]> path(String line) {
    List<byte[]> path = new ArrayList<>();
    Matcher matcher = Pattern.compile("\"([^\"]*)\"").matcher(field(line, "proof"));
    while (matcher.find()) {
      path.add(Base64.getDecoder().decode(matcher.group(1)));
    }
    return path;
  }

  private interface Check {
    boolean accepts(String line);
  }

  private static List<DynamicTest> tests(String file, int count, Check check) throws IOException {
    List<String> lines = lines(file);
    assertThat(lines).hasSize(count);
    return lines.stream()
        .map(line ->
            DynamicTest.dynamicTest(
                field(line, "case"),
                () ->
                    assertThat(check.accepts(line))
                        .isEqualTo(field(line, "wantErr").equals("false"))))
        .toList();
  }

  @TestFactory
  List<DynamicTest> inclusion() throws IOException {
    return tests(
        "inclusion.jsonl",
        98,
        line ->
            MerklePath.includes(
                hash(line, "leafHash"),
                number(line, "leafIdx"),
                number(line, "treeSize"),
                path(line),
                hash(line, "root")));
  }

  @TestFactory
  List<DynamicTest> consistency() throws IOException {
    return tests(
        "consistency.jsonl",
        98,
        line ->
            MerklePath.isPrefix(
                number(line, "size1"),
                number(line, "size2"),
                path(line),
                hash(line, "root1"),
                hash(line, "root2")));
  }

  @TestFactory
  List<DynamicTest> subtreeInclusion() throws IOException {
    return tests("subtreeinclusion.jsonl", 204, MerklePathTest::includesInSubtree);
  }

  /** A leaf of an aligned subtree is a leaf of the tree of that subtree's leaves. */
  private static boolean includesInSubtree(String line) {
    long start = number(line, "start");
    long size = number(line, "end") - start;
    long aligned = size <= 0 ? 0 : start & (2 * Long.highestOneBit(size * 2 - 1) / 2 - 1);
    return size > 0
        && aligned == 0
        && MerklePath.includes(
            hash(line, "leafHash"),
            number(line, "leafIdx") - start,
            size,
            path(line),
            hash(line, "root"));
  }
}
