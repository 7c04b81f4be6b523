package dev.evert.log.operations;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several cursors as one, in order. There are few, so the smallest is found by looking at each. */
final class MergeCursor implements OperationCursor {
  private final List<OperationCursor> live = new ArrayList<>();
  private @Nullable OperationCursor current;

  MergeCursor(List<OperationCursor> cursors) {
    for (OperationCursor cursor : cursors) {
      if (cursor.next()) {
        live.add(cursor);
      }
    }
  }

  @Override
  public boolean next() {
    OperationCursor last = current;
    if (last != null && !last.next()) {
      live.remove(last);
    }
    OperationCursor smallest = null;
    for (OperationCursor cursor : live) {
      if (smallest == null
          || OperationOrder.compare(cursor.high(), cursor.low(), smallest.high(), smallest.low())
              < 0) {
        smallest = cursor;
      }
    }
    current = smallest;
    return smallest != null;
  }

  private OperationCursor current() {
    OperationCursor cursor = current;
    if (cursor == null) {
      throw new IllegalStateException("The cursor stands at no operation");
    }
    return cursor;
  }

  @Override
  public long high() {
    return current().high();
  }

  @Override
  public long low() {
    return current().low();
  }

  @Override
  public long first() {
    return current().first();
  }

  @Override
  public int events() {
    return current().events();
  }
}
