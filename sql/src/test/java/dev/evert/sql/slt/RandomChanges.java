package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes random changes of the tables of {@link RandomQueries}. */
final class RandomChanges {
  private static final List<String> NAMES = List.of("r", "q", "m");

  private final Random random;

  RandomChanges(Random random) {
    this.random = random;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private String word() {
    return pick(List.of("a", "b", "ab"));
  }

  private String text() {
    return one(7) ? "null" : "'" + pick(List.of("a", "b", "ab", "A", "a ", "")) + "'";
  }

  private String small() {
    return one(7) ? "null" : String.valueOf(random.nextInt(5));
  }

  private String numeric() {
    return one(7) ? "null" : pick(List.of("0", "1", "1.0", "1.00", "2.5", "3", "-1"));
  }

  /** A statement that changes some rows. */
  String next() {
    return switch (random.nextInt(9)) {
      case 0, 1, 2 ->
          "insert into r values ("
              + random.nextInt(12)
              + ", "
              + small()
              + ", "
              + small()
              + ", "
              + text()
              + ", "
              + numeric()
              + ", "
              + text()
              + ") on conflict do nothing";
      case 3 ->
          "insert into q values ("
              + random.nextInt(5)
              + ", '"
              + word()
              + "', "
              + pick(List.of("0", "0.5", "1", "2", "null"))
              + ") on conflict do nothing";
      case 4 ->
          "insert into m select "
              + small()
              + ", "
              + small()
              + ", "
              + numeric()
              + " from generate_series(1, "
              + (1 + random.nextInt(2))
              + ")";
      case 5 ->
          "update r set a = "
              + small()
              + ", n = "
              + numeric()
              + " where id % 3 = "
              + random.nextInt(3);
      case 6 ->
          "update q set f = f + 1, s = s || 'b' where length(s) < 3 and a = " + random.nextInt(5);
      case 7 -> "delete from " + pick(NAMES) + " where a = " + random.nextInt(5);
      default -> "update m set b = " + small() + " where a = " + small();
    };
  }
}
