/** JSON values as trees, as far as functions take them apart and put them together. */
@NullMarked
package dev.evert.sql.json;

import org.jspecify.annotations.NullMarked;
