package dev.evert.sql.expression;

/** A query inside an expression: the plans of package {@code plan} are such. */
public interface Subplan {}
