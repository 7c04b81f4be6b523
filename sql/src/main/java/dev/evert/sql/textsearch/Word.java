package dev.evert.sql.textsearch;

/**
 * A piece of a text.
 *
 * @param type what it is
 * @param text as it stands there
 */
public record Word(WordType type, String text) {}
