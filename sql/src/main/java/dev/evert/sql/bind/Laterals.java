package dev.evert.sql.bind;

import dev.evert.sql.syntax.TableSyntax;

/** Finds what may read the tables before it. */
final class Laterals {
  private Laterals() {}

  /** Whether there is any in an entry of {@code from}. */
  static boolean in(TableSyntax table) {
    return switch (table) {
      case TableSyntax.Named _ -> false;
      case TableSyntax.Derived derived -> derived.lateral();
      case TableSyntax.Functions _ -> true;
      case TableSyntax.TimeWindows windows -> in(windows.table());
      case TableSyntax.Aliased aliased -> in(aliased.table());
      case TableSyntax.AsofJoined joined -> in(joined.left()) || in(joined.right());
      case TableSyntax.Joined joined -> in(joined.left()) || in(joined.right());
    };
  }
}
