/** What the documentation says of SQL. */
@NullMarked
package dev.evert.sql.page;

import org.jspecify.annotations.NullMarked;
