/** Functions written in Java that are brought along in a jar. */
@NullMarked
package dev.evert.sql.function;

import org.jspecify.annotations.NullMarked;
