package dev.evert.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.digest.Digest;
import dev.evert.spi.row.RowWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Contents that weak hashes take for one another differ all the same. */
final class RecordComparisonTest {
  private static final byte[] KEY = {1, 0, 0, 0, 7};

  private record Entry(byte[] key, byte[] content, long weight) {}

  private static Entry record(byte[] content, long weight) {
    return new Entry(KEY, content, weight);
  }

  private static byte[] text(String value) {
    RowWriter out = new RowWriter();
    out.putText(value);
    return out.toBytes();
  }

  private static byte[] number(int value) {
    RowWriter out = new RowWriter();
    out.putInt4(value);
    return out.toBytes();
  }

  private static Comparison compare(List<Entry> expected, List<Entry> actual)
      throws InterruptedException {
    return new RecordComparison(of(expected), of(actual))
        .compare("rows", "p1", HexFormat.of()::formatHex, (_, _) -> {});
  }

  private static Records of(List<Entry> records) {
    return visitor -> {
      for (Entry it : records) {
        byte[] content = it.content();
        visitor.record(it.key(), 0, it.key().length, content, 0, content.length, it.weight());
      }
    };
  }

  private static void assertChanged(byte[] expected, byte[] actual) throws InterruptedException {
    assertThat(Arrays.hashCode(expected)).isEqualTo(Arrays.hashCode(actual));
    Comparison outcome = compare(List.of(record(expected, 1)), List.of(record(actual, 1)));
    assertThat(outcome.differences())
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.CHANGED);
    assertThat(outcome.agrees()).isFalse();
    assertThat(outcome.withRepaired(1).agrees()).isTrue();
  }

  @Test
  void textsWithTheSamePolynomialHashDiffer() throws InterruptedException {
    assertChanged(text("Aa"), text("BB"));
    assertChanged(text("AaAaBB"), text("BBAaAa"));
  }

  @Test
  void numbersWithTheSamePolynomialHashDiffer() throws InterruptedException {
    assertChanged(number(288), number(513));
  }

  @Test
  void contentsWithTheSameSumOfHashesDiffer() throws InterruptedException {
    Comparison outcome =
        compare(
            List.of(record(text("a"), 1), record(text("d"), 1)),
            List.of(record(text("b"), 1), record(text("c"), 1)));
    assertThat(outcome.differing()).isEqualTo(1);
  }

  @Test
  void weightsTellWhatIsMissingAndWhatIsTooMuch() throws InterruptedException {
    List<Entry> once = List.of(record(text("a"), 1));
    List<Entry> twice = List.of(record(text("a"), 2));
    assertThat(compare(twice, once).differences())
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.MISSING);
    assertThat(compare(once, twice).differences())
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.SURPLUS);
  }

  @Test
  void recordsInAnyOrderAndPartsAgree() throws InterruptedException {
    Comparison outcome =
        compare(
            List.of(record(text("a"), 2), record(text("b"), 1)),
            List.of(record(text("b"), 1), record(text("a"), 1), record(text("a"), 1)));
    assertThat(outcome.agrees()).isTrue();
    assertThat(outcome.expected()).isEqualTo(outcome.actual());
  }

  @Test
  void sidesThatDifferWithoutANamedKeyDoNotAgree() {
    Comparison outcome =
        new Comparison(
            "rows", "p1", 1, 1, new Digest(1, 2), Digest.ZERO, 0, List.of(), 0, Optional.empty());
    assertThat(outcome.agrees()).isFalse();
  }
}
