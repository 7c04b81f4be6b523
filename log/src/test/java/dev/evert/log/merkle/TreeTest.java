package dev.evert.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TreeTest {
  private static final int HASH = NodeHash.BYTES;

  private final List<byte[]> leaves = new ArrayList<>();
  private final Map<Integer, List<byte[]>> stored = new HashMap<>();
  private final HighNodes high = new HighNodes();
  private TreeBuilder builder = new TreeBuilder(TreeEdge.EMPTY, this::keep);

  private void keep(int level, long index, byte[] hash, int at) {
    List<byte[]> known = stored.computeIfAbsent(level, _ -> new ArrayList<>());
    assertThat(index).isEqualTo(known.size());
    known.add(Arrays.copyOfRange(hash, at, at + HASH));
    high.node(level, index, hash, at);
  }

  private void add(byte[] leafHash) {
    leaves.add(leafHash);
    builder.append(leafHash, 0, 1);
  }

  private TreeProofs proofs(long size) {
    return new TreeProofs(
        new StoredNodes(
            size,
            (first, end) -> join(leaves.subList((int) first, (int) end)),
            (first, end) ->
                join(
                    stored
                        .getOrDefault(TreeBuilder.STORED_LEVEL, List.of())
                        .subList((int) first, (int) end)),
            high));
  }

  private static byte[] join(List<byte[]> hashes) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    hashes.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  @Test
  void rootsAreThoseOfTheRfcsExample() throws IOException {
    String json;
    try (InputStream in = getClass().getResourceAsStream("/merkle/roots.json")) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> entries = strings(json, "leaves");
    List<String> roots = strings(json, "roots");
    assertThat(roots).hasSize(9);
    for (int size = 0; size < roots.size(); size++) {
      byte[] expected = HexFormat.of().parseHex(roots.get(size));
      assertThat(builder.edge().root(new NodeHash())).isEqualTo(expected);
      assertThat(proofs(size).root(size)).isEqualTo(expected);
      if (size < entries.size()) {
        add(NaiveTree.leaf(HexFormat.of().parseHex(entries.get(size))));
      }
    }
  }

  private static List<String> strings(String json, String name) {
    int from = json.indexOf('[', json.indexOf('"' + name + '"'));
    Matcher matcher =
        Pattern.compile("\"([^\"]*)\"").matcher(json.substring(from, json.indexOf(']', from)));
    return matcher.results().map(result -> result.group(1)).toList();
  }

  @Test
  void proofsOfSmallTreesAreThoseOfTheDefinition() {
    fill(70, new Random(1));
    for (int size = 1; size <= leaves.size(); size++) {
      compareWithDefinition(size);
    }
  }

  private void compareWithDefinition(int size) {
    List<byte[]> prefix = leaves.subList(0, size);
    TreeProofs proofs = proofs(size);
    assertThat(proofs.root(size)).isEqualTo(NaiveTree.root(prefix));
    for (int index = 0; index < size; index++) {
      assertThat(join(proofs.inclusion(index, size)))
          .isEqualTo(join(NaiveTree.path(index, prefix)));
      assertThat(join(proofs.consistency(index + 1, size)))
          .isEqualTo(join(NaiveTree.proof(index + 1, prefix)));
    }
  }

  @Test
  void proofsOfLargeTreesAreThoseOfTheDefinition() {
    long seed = Long.getLong("evert.seed", System.nanoTime());
    Random random = new Random(seed);
    fill(150_000, random);
    for (int i = 0; i < 6; i++) {
      int size = 1 + random.nextInt(leaves.size());
      int index = random.nextInt(size);
      List<byte[]> prefix = leaves.subList(0, size);
      TreeProofs proofs = proofs(size);
      assertThat(proofs.root(size)).as("seed %d", seed).isEqualTo(NaiveTree.root(prefix));
      assertThat(join(proofs.inclusion(index, size)))
          .as("seed %d, leaf %d of %d", seed, index, size)
          .isEqualTo(join(NaiveTree.path(index, prefix)));
      assertThat(join(proofs.consistency(index + 1, size)))
          .as("seed %d, size %d of %d", seed, index + 1, size)
          .isEqualTo(join(NaiveTree.proof(index + 1, prefix)));
    }
  }

  private void fill(int count, Random random) {
    for (int i = 0; i < count; i++) {
      byte[] hash = new byte[HASH];
      random.nextBytes(hash);
      add(hash);
      if (random.nextInt(1000) == 0) {
        builder = new TreeBuilder(builder.edge(), this::keep);
      }
    }
  }
}
