/** Reaching a PostgreSQL server as the users of libpq expect it. */
@NullMarked
package dev.evert.connectors.postgres.connect;

import org.jspecify.annotations.NullMarked;
