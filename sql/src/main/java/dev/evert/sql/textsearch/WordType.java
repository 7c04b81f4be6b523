package dev.evert.sql.textsearch;

import java.util.Locale;

/** What PostgreSQL's default parser tells apart; the names in lower case are its aliases. */
public enum WordType {
  ASCIIWORD,
  WORD,
  NUMWORD,
  EMAIL,
  URL,
  HOST,
  SFLOAT,
  VERSION,
  HWORD_NUMPART,
  HWORD_PART,
  HWORD_ASCIIPART,
  BLANK,
  TAG,
  PROTOCOL,
  NUMHWORD,
  ASCIIHWORD,
  HWORD,
  URL_PATH,
  FILE,
  FLOAT,
  INT,
  UINT,
  ENTITY;

  /** The name in PostgreSQL's catalogue. */
  public String alias() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it only stands between words. */
  boolean isIgnored() {
    return this == BLANK || this == TAG || this == PROTOCOL || this == ENTITY;
  }

  /** Whether its text is read once more for the parts that it is made of. */
  boolean isCompound() {
    return this == URL || this == NUMHWORD || this == ASCIIHWORD || this == HWORD;
  }

  /** Whether it is of letters only: what languages are about. */
  boolean isOfLetters() {
    return isOfAscii() || this == WORD || this == HWORD || this == HWORD_PART;
  }

  /** Whether it is of ASCII letters only. */
  boolean isOfAscii() {
    return this == ASCIIWORD || this == ASCIIHWORD || this == HWORD_ASCIIPART;
  }
}
