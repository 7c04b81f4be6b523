/** What generated code calls: PostgreSQL's operators and functions on values in their forms. */
@NullMarked
package dev.evert.sql.runtime;

import org.jspecify.annotations.NullMarked;
