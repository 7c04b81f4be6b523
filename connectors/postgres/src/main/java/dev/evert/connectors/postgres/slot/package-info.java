/** What a source keeps in the server: its replication slot and its publication. */
@NullMarked
package dev.evert.connectors.postgres.slot;

import org.jspecify.annotations.NullMarked;
