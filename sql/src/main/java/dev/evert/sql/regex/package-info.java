/** PostgreSQL's advanced regular expressions, with its rules of what matches where. */
@NullMarked
package dev.evert.sql.regex;

import org.jspecify.annotations.NullMarked;
