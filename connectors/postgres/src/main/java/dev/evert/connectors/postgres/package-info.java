/** PostgreSQL as a source, by COPY and logical replication, and as a sink, by batched upserts. */
@NullMarked
package dev.evert.connectors.postgres;

import org.jspecify.annotations.NullMarked;
