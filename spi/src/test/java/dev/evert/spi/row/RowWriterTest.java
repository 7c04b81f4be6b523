package dev.evert.spi.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final List<Consumer<RowWriter>> FIELDS =
      List.of(
          RowWriter::putNull,
          RowWriter::putUnchanged,
          out -> out.putBoolean(true),
          out -> out.putInt2((short) -2),
          out -> out.putInt4(4),
          out -> out.putInt8(Long.MIN_VALUE),
          out -> out.putFloat4(-0.5f),
          out -> out.putFloat8(Double.NaN),
          out -> out.putTimeTz(1, -3600),
          out -> out.putInterval(1, -2, 3),
          out -> out.putUuid(1, 2),
          out -> out.putNumeric(Decimal.of(new BigDecimal("-12345.678"))),
          out -> out.putText("text"),
          out -> out.putBytes(new byte[] {0, 1, 2}, 0, 3),
          RowWriterTest::putArray);

  private static void putArray(RowWriter out) {
    out.beginArray();
    out.putInt4(1);
    out.endArray(new int[] {1}, new int[] {1});
  }

  @Test
  void writesTheSameBytesWhereverItsBufferEnds() {
    for (Consumer<RowWriter> field : FIELDS) {
      RowWriter roomy = new RowWriter(4096);
      field.accept(roomy);
      for (int before = 0; before < 80; before++) {
        RowWriter tight = new RowWriter(1);
        tight.reserve(before);
        field.accept(tight);
        assertThat(Arrays.copyOfRange(tight.toBytes(), before, tight.size()))
            .isEqualTo(roomy.toBytes());
      }
    }
  }
}
