package dev.evert.sql.generate;

import dev.evert.spi.type.Type;
import java.lang.classfile.Label;

/** The one or two rows that an expression reads, their columns counted through. */
record Inputs(RowInput first, RowInput second) {

  /** Only one row. */
  static Inputs of(RowInput only) {
    return new Inputs(only, only);
  }

  boolean inFirst(int column) {
    return column < first.shape().width();
  }

  RowInput row(int column) {
    return inFirst(column) ? first : second;
  }

  int place(int column) {
    return inFirst(column) ? column : column - first.shape().width();
  }

  Type type(int column) {
    return row(column).shape().types().get(place(column));
  }

  void loadBytes(int column) {
    row(column).loadBytes();
  }

  void loadStart(int column) {
    row(column).loadStart(place(column));
  }

  void loadEnd(int column) {
    row(column).loadEnd(place(column));
  }

  void branchIfNull(int column, Label onNull) {
    row(column).branchIfNull(place(column), onNull);
  }
}
