/** Following the changes of a replication slot. */
@NullMarked
package dev.evert.connectors.postgres.stream;

import org.jspecify.annotations.NullMarked;
